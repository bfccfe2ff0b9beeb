package io.miniredis.server.engine;

/** ACL categories, in the order in which ACL CAT lists them. */
public enum AclCategory {
  KEYSPACE,
  READ,
  WRITE,
  SET,
  SORTEDSET,
  LIST,
  HASH,
  STRING,
  BITMAP,
  HYPERLOGLOG,
  GEO,
  STREAM,
  PUBSUB,
  ADMIN,
  FAST,
  SLOW,
  BLOCKING,
  DANGEROUS,
  CONNECTION,
  TRANSACTION,
  SCRIPTING,
  /** Not one of Redis. */
  QUEUE;

  private final String label = name().toLowerCase(java.util.Locale.ROOT);

  /** The name on the wire, without the {@code @}. */
  public String label() {
    return label;
  }

  int bit() {
    return 1 << ordinal();
  }
}
