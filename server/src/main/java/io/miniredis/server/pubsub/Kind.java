package io.miniredis.server.pubsub;

/** What can be subscribed to. */
public enum Kind {
  /** A channel by its name. */
  CHANNEL("subscribe", "unsubscribe"),
  /** All channels whose names match a glob pattern. */
  PATTERN("psubscribe", "punsubscribe"),
  /** A channel of a cluster's shard: apart from the other channels, and without patterns. */
  SHARD("ssubscribe", "sunsubscribe");

  private final String subscribed;
  private final String unsubscribed;

  Kind(String subscribed, String unsubscribed) {
    this.subscribed = subscribed;
    this.unsubscribed = unsubscribed;
  }

  /** The first word of the reply to a subscription. */
  public String subscribed() {
    return subscribed;
  }

  /** The first word of the reply to the end of a subscription. */
  public String unsubscribed() {
    return unsubscribed;
  }
}
