package io.miniredis.server.command.server;

import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Engine;

/** INFO replication: a master without replicas. */
final class InfoReplication {
  private static final String NO_ID = "0".repeat(40);

  private InfoReplication() {}

  static void write(InfoText text, Call call) {
    Engine engine = call.engine();
    text.section("Replication")
        .put("role", "master")
        .put("connected_slaves", 0)
        .put("master_failover_state", "no-failover")
        .put("master_replid", engine.identity().replicationId())
        .put("master_replid2", NO_ID)
        .put("master_repl_offset", 0)
        .put("second_repl_offset", -1)
        .put("repl_backlog_active", 0)
        .put("repl_backlog_size", engine.config().number(Settings.REPL_BACKLOG_SIZE))
        .zeros("repl_backlog_first_byte_offset", "repl_backlog_histlen");
  }
}
