package io.miniredis.it.conformance;

/**
 * A command to which the servers reply differently.
 *
 * @param command the line of the case
 * @param ours our reply in notation, or what went wrong
 * @param redis the reply it should be
 */
record Difference(Case test, int protocol, String command, String ours, String redis) {
  private static final int SHOWN = 400;

  @Override
  public String toString() {
    int common = 0;
    int shorter = Math.min(ours.length(), redis.length());
    while (common < shorter && ours.charAt(common) == redis.charAt(common)) {
      common++;
    }
    return String.format(
        "%s.case:%d '%s' in RESP%d%n  %s%n    ours : %s%n    redis: %s",
        test.file(),
        test.line(),
        test.name(),
        protocol,
        command,
        around(ours, common),
        around(redis, common));
  }

  /** A long reply is shown where the difference is. */
  private static String around(String reply, int difference) {
    if (reply.length() <= SHOWN) {
      return reply;
    }
    int from = Math.max(0, difference - SHOWN / 4);
    int to = Math.min(reply.length(), from + SHOWN);
    return (from > 0 ? "..." : "")
        + reply.substring(from, to)
        + (to < reply.length() ? "... (" + reply.length() + " characters)" : "");
  }
}
