package io.miniredis.server.queue;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Times as crontab(5) tells them: five fields for minute, hour, day of the month, month and day of
 * the week, in UTC; or one of {@code @hourly}, {@code @daily}, {@code @midnight}, {@code @weekly},
 * {@code @monthly}, {@code @yearly}, {@code @annually}.
 *
 * <p>A field is a list of {@code *}, a number, a name of three letters (months and days), a range
 * of these, each with a step behind it or not: {@code MON-FRI}, {@code 0-30/10}, {@code 5/15} (from
 * 5 on). Days of the week are 0 to 7, both of which are Sunday. When neither day field begins with
 * {@code *}, a day need only be in one of them.
 */
public final class Cron {
  private static final Map<String, String> SHORT =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *");
  private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
  private static final String DAYS = "SUNMONTUEWEDTHUFRISAT";
  private static final long NONE = -1; // all bits: more than any field has
  private static final long NEVER = Long.MAX_VALUE;
  private static final int FIELDS = 5;
  private static final int SUNDAY = 7;
  private static final int LONGEST = 256;
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final int SEARCHED_DAYS = 8 * 366 + 1; // from a 29th of February to the next

  private final long minutes;
  private final long hours;
  private final long daysOfMonth;
  private final long months;
  private final long daysOfWeek;
  private final boolean eitherDay;

  private Cron(String[] fields) {
    minutes = bits(fields[0], 0, 59, "");
    hours = bits(fields[1], 0, 23, "");
    daysOfMonth = bits(fields[2], 1, 31, "");
    months = bits(fields[3], 1, 12, MONTHS);
    long week = bits(fields[4], 0, SUNDAY, DAYS);
    daysOfWeek = week == NONE ? NONE : week | week >>> SUNDAY & 1;
    eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
  }

  /**
   * Reads an expression.
   *
   * @return null if it is none, or tells of no day that there is
   */
  public static @Nullable Cron parse(String text) {
    String full = SHORT.getOrDefault(text.toLowerCase(Locale.ROOT), text).strip();
    String[] fields = full.split("[ \t]+");
    if (fields.length != FIELDS || full.length() > LONGEST) {
      return null;
    }
    Cron cron = new Cron(fields);
    boolean flawed =
        cron.minutes == NONE
            || cron.hours == NONE
            || cron.daysOfMonth == NONE
            || cron.months == NONE
            || cron.daysOfWeek == NONE;
    return flawed || cron.next(0) == NEVER ? null : cron;
  }

  /**
   * The next time behind a time, both in milliseconds since the epoch.
   *
   * @throws ArithmeticException if the time is beyond what dates can be
   */
  public long next(long after) {
    long minute = Math.floorDiv(after, MINUTE) + 1;
    long day = Math.floorDiv(minute * MINUTE, DAY);
    int ofDay = (int) (minute - day * (DAY / MINUTE));
    for (int i = 0; i < SEARCHED_DAYS; i++) {
      int found = isDay(LocalDate.ofEpochDay(day + i)) ? minuteFrom(i == 0 ? ofDay : 0) : -1;
      if (found >= 0) {
        return (day + i) * DAY + found * MINUTE;
      }
    }
    return NEVER;
  }

  private boolean isDay(LocalDate date) {
    if (!has(months, date.getMonthValue())) {
      return false;
    }
    boolean ofMonth = has(daysOfMonth, date.getDayOfMonth());
    boolean ofWeek = has(daysOfWeek, date.getDayOfWeek().getValue() % SUNDAY);
    return eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
  }

  /** The first minute of a day from this one on, or -1. */
  private int minuteFrom(int first) {
    for (int m = first; m < 24 * 60; m++) {
      if (!has(hours, m / 60)) {
        m += 59 - m % 60;
      } else if (has(minutes, m % 60)) {
        return m;
      }
    }
    return -1;
  }

  private static boolean has(long bits, int n) {
    return (bits >>> n & 1) != 0;
  }

  // ---- fields

  /** The numbers that a field tells, as bits; {@link #NONE} if it is no field. */
  private static long bits(String field, int least, int most, String names) {
    long bits = 0;
    for (String part : field.split(",", -1)) {
      long more = part(part, least, most, names);
      if (more == NONE) {
        return NONE;
      }
      bits |= more;
    }
    return bits;
  }

  private static long part(String part, int least, int most, String names) {
    int slash = part.indexOf('/');
    String range = slash < 0 ? part : part.substring(0, slash);
    int step = slash < 0 ? 1 : number(part.substring(slash + 1), 1, most, "");
    int dash = range.indexOf('-');
    int from;
    int to;
    if (range.equals("*")) {
      from = least;
      to = names.equals(DAYS) ? most - 1 : most;
    } else if (dash < 0) {
      from = number(range, least, most, names);
      to = slash < 0 ? from : most;
    } else {
      from = number(range.substring(0, dash), least, most, names);
      to = number(range.substring(dash + 1), least, most, names);
    }
    if (from < 0 || to < from || step < 1) {
      return NONE;
    }
    long bits = 0;
    for (int n = from; n <= to; n += step) {
      bits |= 1L << n;
    }
    return bits;
  }

  /** A number within bounds, or a name's; -1 if it is none. */
  private static int number(String text, int least, int most, String names) {
    if (text.length() == 3 && !names.isEmpty() && Character.isLetter(text.charAt(0))) {
      int at = names.indexOf(text.toUpperCase(Locale.ROOT));
      return at < 0 || at % 3 != 0 ? -1 : at / 3 + least;
    }
    if (text.isEmpty() || text.length() > 2 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int n = Integer.parseInt(text);
    return n < least || n > most ? -1 : n;
  }
}
