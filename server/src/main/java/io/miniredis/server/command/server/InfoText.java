package io.miniredis.server.command.server;

import java.util.Locale;

/** The text that INFO replies: sections of lines, each a name and a value. */
final class InfoText {
  private static final String[] UNITS = {"B", "K", "M", "G", "T", "P"};
  private static final int KILO = 1024;

  private final StringBuilder text = new StringBuilder();

  /** Begins a section; a blank line parts it from the one before. */
  InfoText section(String title) {
    if (!text.isEmpty()) {
      text.append("\r\n");
    }
    text.append("# ").append(title).append("\r\n");
    return this;
  }

  InfoText put(String name, String value) {
    text.append(name).append(':').append(value).append("\r\n");
    return this;
  }

  InfoText put(String name, long value) {
    text.append(name).append(':').append(value).append("\r\n");
    return this;
  }

  /** A number with so many digits behind the point. */
  InfoText put(String name, double value, int digits) {
    return put(name, fixed(value, digits));
  }

  /** A number of bytes, and again in a unit for human readers. */
  InfoText putBytes(String name, long bytes) {
    return put(name, bytes).put(name + "_human", human(bytes));
  }

  /** Several figures that are 0 because this server has nothing of the kind. */
  InfoText zeros(String... names) {
    for (String name : names) {
      put(name, 0);
    }
    return this;
  }

  static String fixed(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  static String human(long bytes) {
    int unit = 0;
    double n = bytes;
    while (n >= KILO && unit < UNITS.length - 1) {
      n /= KILO;
      unit++;
    }
    return (unit == 0 ? Long.toString(bytes) : fixed(n, 2)) + UNITS[unit];
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
