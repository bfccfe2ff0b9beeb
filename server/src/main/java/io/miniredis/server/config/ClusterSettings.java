package io.miniredis.server.config;

/** Rows of {@link Settings}: Redis Cluster. */
interface ClusterSettings {
  SettingTable CLUSTER = new SettingTable(Group.CLUSTER);

  Setting<Boolean> CLUSTER_ENABLED =
      CLUSTER.bool("cluster-enabled", false).atStart().doc("be a node of a cluster");

  Setting<String> CLUSTER_CONFIG_FILE =
      CLUSTER
          .text("cluster-config-file", "nodes.conf")
          .atStart()
          .doc("file in which a node keeps what it knows of the cluster");

  Setting<Integer> CLUSTER_PORT =
      CLUSTER
          .integer("cluster-port", 0, 0, 65535)
          .atStart()
          .doc("port for other nodes; 0 is port + 10000");

  Setting<Long> CLUSTER_NODE_TIMEOUT =
      CLUSTER
          .number("cluster-node-timeout", 15_000, 0)
          .doc("milliseconds of silence after which a node is failing");

  Setting<Integer> CLUSTER_REPLICA_VALIDITY_FACTOR =
      CLUSTER
          .count("cluster-replica-validity-factor", 10)
          .alias("cluster-slave-validity-factor")
          .doc("node timeouts without its master after which a replica may not follow it");

  Setting<Boolean> CLUSTER_REPLICA_NO_FAILOVER =
      CLUSTER
          .bool("cluster-replica-no-failover", false)
          .alias("cluster-slave-no-failover")
          .doc("as a replica never become the master by ourselves");

  Setting<Integer> CLUSTER_MIGRATION_BARRIER =
      CLUSTER
          .count("cluster-migration-barrier", 1)
          .doc("replicas that a master keeps when one moves to another");

  Setting<Boolean> CLUSTER_ALLOW_REPLICA_MIGRATION =
      CLUSTER
          .bool("cluster-allow-replica-migration", true)
          .doc("let replicas move to masters that have none");

  Setting<Boolean> CLUSTER_REQUIRE_FULL_COVERAGE =
      CLUSTER
          .bool("cluster-require-full-coverage", true)
          .doc("refuse all keys while some slot is served by nobody");

  Setting<Boolean> CLUSTER_ALLOW_READS_WHEN_DOWN =
      CLUSTER
          .bool("cluster-allow-reads-when-down", false)
          .doc("answer reads while the cluster is down");

  Setting<Boolean> CLUSTER_ALLOW_PUBSUBSHARD_WHEN_DOWN =
      CLUSTER
          .bool("cluster-allow-pubsubshard-when-down", true)
          .doc("deliver messages of shards while the cluster is down");

  Setting<Long> CLUSTER_LINK_SENDBUF_LIMIT =
      CLUSTER
          .memory("cluster-link-sendbuf-limit", 0, 0)
          .doc("bytes that may wait for another node; 0 is no limit");

  Setting<String> CLUSTER_ANNOUNCE_IP =
      CLUSTER.text("cluster-announce-ip", "").doc("address that other nodes are told");

  Setting<Integer> CLUSTER_ANNOUNCE_PORT =
      CLUSTER
          .integer("cluster-announce-port", 0, 0, 65535)
          .doc("port that other nodes are told; 0 is port");

  Setting<Integer> CLUSTER_ANNOUNCE_TLS_PORT =
      CLUSTER
          .integer("cluster-announce-tls-port", 0, 0, 65535)
          .doc("TLS port that other nodes are told; 0 is tls-port");

  Setting<Integer> CLUSTER_ANNOUNCE_BUS_PORT =
      CLUSTER
          .integer("cluster-announce-bus-port", 0, 0, 65535)
          .doc("port for other nodes that they are told; 0 is cluster-port");

  Setting<String> CLUSTER_ANNOUNCE_HOSTNAME =
      CLUSTER
          .text("cluster-announce-hostname", "", "a host name", Rules::hostname)
          .doc("host name that others are told");

  Setting<String> CLUSTER_ANNOUNCE_HUMAN_NODENAME =
      CLUSTER
          .text("cluster-announce-human-nodename", "", "a name", Rules::nodename)
          .doc("name of this node in logs");

  Setting<String> CLUSTER_PREFERRED_ENDPOINT_TYPE =
      CLUSTER
          .choice("cluster-preferred-endpoint-type", "ip", "ip", "hostname", "unknown-endpoint")
          .doc("how clients are told where a slot is");
}
