package io.miniredis.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
  private static String next(String expression, String after) {
    Cron cron = Cron.parse(expression);
    assertThat(cron).as(expression).isNotNull();
    return Instant.ofEpochMilli(cron.next(Instant.parse(after).toEpochMilli())).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "* * * * *,               2026-01-31T23:59:59.999Z, 2026-02-01T00:00:00Z",
    "* * * * *,               2026-01-31T23:59:00Z,     2026-02-01T00:00:00Z",
    "*/15 * * * *,            2026-01-01T00:14:59Z,     2026-01-01T00:15:00Z",
    "5/15 * * * *,            2026-01-01T00:50:00Z,     2026-01-01T01:05:00Z",
    "'0,30 9-17/4 * * *',     2026-01-01T09:30:00Z,     2026-01-01T13:00:00Z",
    "0 0 * * MON-FRI,         2026-01-02T00:00:00Z,     2026-01-05T00:00:00Z",
    "0 0 * * 7,               2026-01-01T00:00:00Z,     2026-01-04T00:00:00Z",
    "0 0 * * sun,             2026-01-01T00:00:00Z,     2026-01-04T00:00:00Z",
    "0 0 * * 5-7,             2026-01-02T00:00:00Z,     2026-01-03T00:00:00Z",
    "0 0 29 FEB *,            2026-01-01T00:00:00Z,     2028-02-29T00:00:00Z",
    "0 0 29 2 *,              2096-03-01T00:00:00Z,     2104-02-29T00:00:00Z",
    "0 0 31 * *,              2026-01-31T00:00:00Z,     2026-03-31T00:00:00Z",
    "0 0 13 * FRI,            2026-01-01T00:00:00Z,     2026-01-02T00:00:00Z",
    "0 0 13 * FRI,            2026-02-10T00:00:00Z,     2026-02-13T00:00:00Z",
    "0 0 */10 * MON,          2026-01-01T00:00:00Z,     2026-05-11T00:00:00Z",
    "@hourly,                 2026-01-01T00:00:00Z,     2026-01-01T01:00:00Z",
    "@daily,                  2026-01-01T00:00:00Z,     2026-01-02T00:00:00Z",
    "@midnight,               2026-01-01T00:00:00Z,     2026-01-02T00:00:00Z",
    "@weekly,                 2026-01-01T00:00:00Z,     2026-01-04T00:00:00Z",
    "@MONTHLY,                2026-01-01T00:00:00Z,     2026-02-01T00:00:00Z",
    "@yearly,                 2026-01-01T00:00:00Z,     2027-01-01T00:00:00Z",
    "@annually,               1969-06-01T00:00:00Z,     1970-01-01T00:00:00Z",
  })
  void theNextTimeIsFound(String expression, String after, String next) {
    assertThat(next(expression, after)).isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 0 *",
        "* * * 13 *",
        "* * * * 8",
        "*/0 * * * *",
        "*/60 * * * *",
        "* * * * MONDAY",
        "* * * AUGUST *",
        "* * * UNM *",
        "MON * * * *",
        "5-1 * * * *",
        "1,,2 * * * *",
        "1- * * * *",
        "-1 * * * *",
        "1/ * * * *",
        "+1 * * * *",
        "1.5 * * * *",
        "@reboot",
        "0 0 31 2 *",
        "0 0 30 FEB *",
        "0 0 31 4,6,9,11 *",
        "*-5 * * * *",
      })
  void whatIsNoExpressionOrNeverComesIsRefused(String expression) {
    assertThat(Cron.parse(expression)).isNull();
  }

  @Test
  void agreesWithLookingAtEveryMinute() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      int minute = random.nextInt(60);
      int hour = random.nextInt(24);
      int day = 1 + random.nextInt(28);
      int week = random.nextInt(7);
      String expression = minute + " " + hour + "-23/3 " + day + " * " + week;
      LocalDateTime after =
          LocalDateTime.of(2024 + random.nextInt(4), 1 + random.nextInt(12), 1, 0, 0)
              .plusMinutes(random.nextInt(40_000));
      LocalDateTime expected = after;
      do {
        expected = expected.plusMinutes(1);
      } while (expected.getMinute() != minute
          || expected.getHour() < hour
          || (expected.getHour() - hour) % 3 != 0
          || (expected.getDayOfMonth() != day && expected.getDayOfWeek().getValue() % 7 != week));
      assertThat(next(expression, after.toInstant(ZoneOffset.UTC).toString()))
          .as("seed %s: %s after %s", seed, expression, after)
          .isEqualTo(expected.toInstant(ZoneOffset.UTC).toString());
    }
  }
}
