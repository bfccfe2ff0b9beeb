package io.miniredis.server.config;

import java.util.List;

/** Rows of {@link Settings}: a master and its replicas. */
interface ReplicationSettings {
  SettingTable REPLICATION = new SettingTable(Group.REPLICATION);

  Setting<List<String>> REPLICAOF =
      REPLICATION
          .row("replicaof", new WordsKind("host and port", Rules::master), List.of())
          .alias("slaveof")
          .atStart()
          .doc("host and port of our master");

  Setting<String> MASTERAUTH =
      REPLICATION.text("masterauth", "").secret().doc("password for our master");

  Setting<String> MASTERUSER =
      REPLICATION.text("masteruser", "").secret().doc("user name for our master");

  Setting<Boolean> REPLICA_SERVE_STALE_DATA =
      REPLICATION
          .bool("replica-serve-stale-data", true)
          .alias("slave-serve-stale-data")
          .doc("answer clients while our master is away");

  Setting<Boolean> REPLICA_READ_ONLY =
      REPLICATION
          .bool("replica-read-only", true)
          .alias("slave-read-only")
          .doc("refuse writes as a replica");

  Setting<Boolean> REPLICA_LAZY_FLUSH =
      REPLICATION
          .bool("replica-lazy-flush", false)
          .alias("slave-lazy-flush")
          .doc("drop old data aside when all is sent anew");

  Setting<Boolean> REPLICA_IGNORE_MAXMEMORY =
      REPLICATION
          .bool("replica-ignore-maxmemory", true)
          .alias("slave-ignore-maxmemory")
          .harmless(false) // a server that is no replica obeys maxmemory either way
          .doc("as a replica leave eviction to our master");

  Setting<Boolean> REPLICA_IGNORE_DISK_WRITE_ERRORS =
      REPLICATION
          .bool("replica-ignore-disk-write-errors", false)
          .doc("as a replica go on when the disk fails");

  Setting<Integer> REPLICA_PRIORITY =
      REPLICATION
          .count("replica-priority", 100)
          .alias("slave-priority")
          .doc("rank when a new master is chosen; 0 is never");

  Setting<Boolean> REPLICA_ANNOUNCED =
      REPLICATION.bool("replica-announced", true).doc("let sentinels tell of us");

  Setting<String> REPLICA_ANNOUNCE_IP =
      REPLICATION
          .text("replica-announce-ip", "")
          .alias("slave-announce-ip")
          .doc("address that our master is told");

  Setting<Integer> REPLICA_ANNOUNCE_PORT =
      REPLICATION
          .integer("replica-announce-port", 0, 0, 65535)
          .alias("slave-announce-port")
          .doc("port that our master is told; 0 is port");

  Setting<Integer> MIN_REPLICAS_TO_WRITE =
      REPLICATION
          .count("min-replicas-to-write", 0)
          .alias("min-slaves-to-write")
          .doc("replicas that must be there for writes");

  Setting<Integer> MIN_REPLICAS_MAX_LAG =
      REPLICATION
          .count("min-replicas-max-lag", 10)
          .alias("min-slaves-max-lag")
          .doc("seconds of silence after which a replica does not count");

  Setting<Boolean> REPL_DISKLESS_SYNC =
      REPLICATION
          .bool("repl-diskless-sync", true)
          .doc("send a snapshot to replicas without writing it");

  Setting<Integer> REPL_DISKLESS_SYNC_DELAY =
      REPLICATION
          .count("repl-diskless-sync-delay", 5)
          .doc("seconds to wait for more replicas before sending");

  Setting<Integer> REPL_DISKLESS_SYNC_MAX_REPLICAS =
      REPLICATION
          .count("repl-diskless-sync-max-replicas", 0)
          .doc("replicas that end that wait; 0 is none");

  Setting<String> REPL_DISKLESS_LOAD =
      REPLICATION
          .choice("repl-diskless-load", "disabled", "disabled", "on-empty-db", "swapdb")
          .notWhileLoading()
          .doc("load a snapshot from our master without writing it");

  Setting<Integer> REPL_PING_REPLICA_PERIOD =
      REPLICATION
          .integer("repl-ping-replica-period", 10, 1, Integer.MAX_VALUE)
          .alias("repl-ping-slave-period")
          .doc("seconds between pings to replicas");

  Setting<Integer> REPL_TIMEOUT =
      REPLICATION
          .integer("repl-timeout", 60, 1, Integer.MAX_VALUE)
          .doc("seconds of silence after which the other side is gone");

  Setting<Boolean> REPL_DISABLE_TCP_NODELAY =
      REPLICATION
          .bool("repl-disable-tcp-nodelay", false)
          .doc("send to replicas in fewer, later packets");

  Setting<Long> REPL_BACKLOG_SIZE =
      REPLICATION
          .memory("repl-backlog-size", 1 << 20, 1)
          .doc("bytes of writes kept for replicas that come back");

  Setting<Long> REPL_BACKLOG_TTL =
      REPLICATION
          .number("repl-backlog-ttl", 3600, 0)
          .doc("seconds after the last replica left that they are kept; 0 is for ever");

  Setting<String> PROPAGATION_ERROR_BEHAVIOR =
      REPLICATION
          .choice("propagation-error-behavior", "ignore", "ignore", "panic", "panic-on-replicas")
          .doc("what to do when a replicated command fails");
}
