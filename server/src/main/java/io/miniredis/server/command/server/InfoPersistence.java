package io.miniredis.server.command.server;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.LoadingState;
import io.miniredis.server.persistence.Persistence;

/** INFO persistence: how far loading has come, and what is saved. */
final class InfoPersistence {
  private static final int MILLIS = 1000;

  private InfoPersistence() {}

  static void write(InfoText text, Call call) {
    Persistence persistence = Persistence.of(call.engine());
    LoadingState loading = call.engine().loading();
    text.section("Persistence")
        .put("loading", loading.isOn() ? 1 : 0)
        .zeros("async_loading", "current_cow_peak", "current_cow_size", "current_cow_size_age")
        .put("current_fork_perc", "0.00")
        .zeros("current_save_keys_processed", "current_save_keys_total")
        .put("rdb_changes_since_last_save", persistence.unsavedChanges())
        .put("rdb_bgsave_in_progress", 0)
        .put("rdb_last_save_time", persistence.lastSaveSeconds())
        .put("rdb_last_bgsave_status", "ok")
        .put("rdb_last_bgsave_time_sec", -1)
        .put("rdb_current_bgsave_time_sec", -1)
        .put("rdb_saves", persistence.saves())
        .put("rdb_last_cow_size", 0)
        .put("rdb_last_load_keys_expired", persistence.keysExpired())
        .put("rdb_last_load_keys_loaded", persistence.keysLoaded())
        .zeros("aof_enabled", "aof_rewrite_in_progress", "aof_rewrite_scheduled")
        .put("aof_last_rewrite_time_sec", -1)
        .put("aof_current_rewrite_time_sec", -1)
        .put("aof_last_bgrewrite_status", "ok")
        .zeros("aof_rewrites", "aof_rewrites_consecutive_failures")
        .put("aof_last_write_status", "ok")
        .zeros("aof_last_cow_size", "module_fork_in_progress", "module_fork_last_cow_size");
    if (loading.isOn()) {
      progress(text, loading, call);
    }
  }

  private static void progress(InfoText text, LoadingState loading, Call call) {
    long total = loading.totalBytes();
    long loaded = loading.loadedBytes();
    long seconds = (call.now() - loading.startedMillis()) / MILLIS;
    long eta = loaded == 0 ? 1 : seconds * (total - loaded) / loaded;
    text.put("loading_start_time", loading.startedMillis() / MILLIS)
        .put("loading_total_bytes", total)
        .put("loading_rdb_used_mem", 0)
        .put("loading_loaded_bytes", loaded)
        .put("loading_loaded_perc", total == 0 ? 0 : 100.0 * loaded / total, 2)
        .put("loading_eta_seconds", eta);
  }
}
