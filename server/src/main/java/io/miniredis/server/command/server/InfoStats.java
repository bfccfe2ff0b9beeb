package io.miniredis.server.command.server;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandStats;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.ServerStats;
import io.miniredis.server.pubsub.Kind;
import io.miniredis.server.scripting.Scripting;

/**
 * INFO stats: what happened since the server began, or since CONFIG RESETSTAT. A cycle of an event
 * loop is a batch of input that it has worked off; how long it waits for input is not counted.
 */
final class InfoStats {
  private static final double KILO = 1024;
  private static final long NANOS_A_MILLI = 1_000_000;
  private static final long NANOS_A_MICRO = 1000;

  private InfoStats() {}

  static void write(InfoText text, Call call) {
    Engine engine = call.engine();
    ServerStats stats = engine.stats();
    CommandStats commands = engine.commandStats();
    long nanos = engine.clock().nanos();
    text.section("Stats")
        .put("total_connections_received", stats.connectionsReceived.sum())
        .put("total_commands_processed", commands.totalCalls())
        .put("instantaneous_ops_per_sec", Math.round(stats.commandsPerSecond()))
        .put("total_net_input_bytes", stats.inputBytes.sum())
        .put("total_net_output_bytes", stats.outputBytes.sum())
        .zeros("total_net_repl_input_bytes", "total_net_repl_output_bytes")
        .put("instantaneous_input_kbps", stats.inputPerSecond() / KILO, 2)
        .put("instantaneous_output_kbps", stats.outputPerSecond() / KILO, 2)
        .put("instantaneous_input_repl_kbps", "0.00")
        .put("instantaneous_output_repl_kbps", "0.00")
        .put("rejected_connections", stats.connectionsRejected.sum())
        .zeros("sync_full", "sync_partial_ok", "sync_partial_err")
        .put("expired_subkeys", stats.expiredElements.sum())
        .put("expired_keys", stats.expiredKeys.sum())
        .put("expired_stale_perc", "0.00")
        .zeros("expired_time_cap_reached_count", "expire_cycle_cpu_milliseconds")
        .put("evicted_keys", stats.evictedKeys.sum())
        .zeros("evicted_clients")
        .put("evicted_scripts", Scripting.of(engine).evicted())
        .put("total_eviction_exceeded_time", stats.exceededNanos(nanos) / NANOS_A_MILLI)
        .put("current_eviction_exceeded_time", stats.exceedingNanos(nanos) / NANOS_A_MILLI)
        .put("keyspace_hits", commands.keyspaceHits())
        .put("keyspace_misses", commands.keyspaceMisses())
        .put("pubsub_channels", engine.pubsub().count(Kind.CHANNEL))
        .put("pubsub_patterns", engine.pubsub().count(Kind.PATTERN))
        .put("pubsubshard_channels", engine.pubsub().count(Kind.SHARD))
        .zeros(
            "latest_fork_usec",
            "total_forks",
            "migrate_cached_sockets",
            "slave_expires_tracked_keys",
            "active_defrag_hits",
            "active_defrag_misses",
            "active_defrag_key_hits",
            "active_defrag_key_misses",
            "total_active_defrag_time",
            "current_active_defrag_time")
        .put("tracking_total_keys", engine.tracking().keys())
        .put("tracking_total_items", engine.tracking().items())
        .put("tracking_total_prefixes", engine.tracking().prefixes())
        .zeros("unexpected_error_replies")
        .put("total_error_replies", engine.errors().total())
        .put("dump_payload_sanitizations", 0)
        .put("total_reads_processed", commands.reads())
        .put("total_writes_processed", commands.writes())
        .zeros("io_threaded_reads_processed", "io_threaded_writes_processed")
        .put("client_query_buffer_limit_disconnections", stats.queryLimitReached.sum())
        .put("client_output_buffer_limit_disconnections", stats.outputLimitReached.sum())
        .zeros("reply_buffer_shrinks", "reply_buffer_expands")
        .put("eventloop_cycles", commands.reads())
        .put("eventloop_duration_sum", commands.workedNanos() / NANOS_A_MICRO)
        .put("eventloop_duration_cmd_sum", commands.totalMicros())
        .put("instantaneous_eventloop_cycles_per_sec", Math.round(stats.batchesPerSecond()))
        .put(
            "instantaneous_eventloop_duration_usec",
            Math.round(stats.nanosPerBatch() / NANOS_A_MICRO))
        .put("acl_access_denied_auth", stats.authenticationsFailed.sum())
        .put("acl_access_denied_cmd", stats.commandsDenied.sum())
        .put("acl_access_denied_key", stats.keysDenied.sum())
        .put("acl_access_denied_channel", stats.channelsDenied.sum());
  }
}
