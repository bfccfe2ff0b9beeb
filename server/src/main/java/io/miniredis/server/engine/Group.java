package io.miniredis.server.engine;

import org.jspecify.annotations.Nullable;

/** The group a command belongs to in COMMAND DOCS, and the ACL category that comes with it. */
public enum Group {
  GENERIC("generic", AclCategory.KEYSPACE),
  STRING("string", AclCategory.STRING),
  LIST("list", AclCategory.LIST),
  SET("set", AclCategory.SET),
  SORTED_SET("sorted-set", AclCategory.SORTEDSET),
  HASH("hash", AclCategory.HASH),
  PUBSUB("pubsub", AclCategory.PUBSUB),
  TRANSACTIONS("transactions", AclCategory.TRANSACTION),
  CONNECTION("connection", AclCategory.CONNECTION),
  SERVER("server", null),
  SCRIPTING("scripting", AclCategory.SCRIPTING),
  HYPERLOGLOG("hyperloglog", AclCategory.HYPERLOGLOG),
  CLUSTER("cluster", null),
  SENTINEL("sentinel", null),
  GEO("geo", AclCategory.GEO),
  STREAM("stream", AclCategory.STREAM),
  BITMAP("bitmap", AclCategory.BITMAP),
  QUEUE("queue", AclCategory.QUEUE);

  private final String label;
  private final @Nullable AclCategory category;

  Group(String label, @Nullable AclCategory category) {
    this.label = label;
    this.category = category;
  }

  public String label() {
    return label;
  }

  @Nullable AclCategory category() {
    return category;
  }
}
