package io.miniredis.server.config;

/** What a setting is about; the documentation has a table for each. */
enum Group {
  SERVER("Server"),
  NETWORK("Network and clients"),
  TLS("TLS"),
  SECURITY("Security"),
  MEMORY("Memory and expiry"),
  ENCODING("Encodings of values"),
  OBSERVING("Logs and observation"),
  PERSISTENCE("Persistence"),
  REPLICATION("Replication"),
  CLUSTER("Cluster");

  /** Room for the settings of one group in a {@link Config}'s arrays. */
  static final int ROOM = 64;

  private final String title;

  Group(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  int firstIndex() {
    return ordinal() * ROOM;
  }
}
