package io.miniredis.server.command.server;

import io.miniredis.server.engine.Call;

/** INFO persistence: there is none yet, so nothing is under way and nothing has failed. */
final class InfoPersistence {
  private InfoPersistence() {}

  static void write(InfoText text, Call call) {
    text.section("Persistence")
        .zeros(
            "loading",
            "async_loading",
            "current_cow_peak",
            "current_cow_size",
            "current_cow_size_age")
        .put("current_fork_perc", "0.00")
        .zeros("current_save_keys_processed", "current_save_keys_total")
        .put("rdb_changes_since_last_save", call.engine().changes())
        .put("rdb_bgsave_in_progress", 0)
        .put("rdb_last_save_time", call.engine().identity().startedMillis() / 1000)
        .put("rdb_last_bgsave_status", "ok")
        .put("rdb_last_bgsave_time_sec", -1)
        .put("rdb_current_bgsave_time_sec", -1)
        .zeros(
            "rdb_saves",
            "rdb_last_cow_size",
            "rdb_last_load_keys_expired",
            "rdb_last_load_keys_loaded",
            "aof_enabled",
            "aof_rewrite_in_progress",
            "aof_rewrite_scheduled")
        .put("aof_last_rewrite_time_sec", -1)
        .put("aof_current_rewrite_time_sec", -1)
        .put("aof_last_bgrewrite_status", "ok")
        .zeros("aof_rewrites", "aof_rewrites_consecutive_failures")
        .put("aof_last_write_status", "ok")
        .zeros("aof_last_cow_size", "module_fork_in_progress", "module_fork_last_cow_size");
  }
}
