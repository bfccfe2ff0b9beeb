package io.miniredis.server.config;

/** How much unread output a client of each class may have before it is disconnected. */
public record OutputBufferLimits(Limit normal, Limit replica, Limit pubsub) {
  /**
   * The limit of one class.
   *
   * @param hard bytes at which a client is cut at once; 0 is no limit
   * @param soft bytes at which it is cut once it has been above them for {@code softSeconds}
   * @param softSeconds 0 with {@code soft} of 0 is no limit
   */
  public record Limit(long hard, long soft, int softSeconds) {
    @Override
    public String toString() {
      return hard + " " + soft + " " + softSeconds;
    }
  }

  static final OutputBufferLimits DEFAULT =
      new OutputBufferLimits(
          new Limit(0, 0, 0),
          new Limit(256L << 20, 64L << 20, 60),
          new Limit(32L << 20, 8L << 20, 60));
}
