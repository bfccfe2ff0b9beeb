package io.miniredis.server.command.server;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.LoadingState;
import io.miniredis.server.persistence.Persistence;
import io.miniredis.server.persistence.PersistenceInfo;

/** INFO persistence: how far loading has come, and what is saved. */
final class InfoPersistence {
  private static final int MILLIS = 1000;

  private InfoPersistence() {}

  static void write(InfoText text, Call call) {
    PersistenceInfo info = Persistence.of(call.engine()).info();
    LoadingState loading = call.engine().loading();
    text.section("Persistence")
        .put("loading", loading.isOn() ? 1 : 0)
        .zeros("async_loading", "current_cow_peak", "current_cow_size", "current_cow_size_age")
        .put("current_fork_perc", "0.00")
        .zeros("current_save_keys_processed", "current_save_keys_total")
        .put("rdb_changes_since_last_save", info.unsavedChanges())
        .put("rdb_bgsave_in_progress", info.isSaving() ? 1 : 0)
        .put("rdb_last_save_time", info.lastSaveSeconds())
        .put("rdb_last_bgsave_status", status(info.lastSaveFailed()))
        .put("rdb_last_bgsave_time_sec", info.lastSaveTook())
        .put("rdb_current_bgsave_time_sec", info.isSaving() ? info.working() : -1)
        .put("rdb_saves", info.saves())
        .put("rdb_last_cow_size", 0)
        .put("rdb_last_load_keys_expired", info.keysExpired())
        .put("rdb_last_load_keys_loaded", info.keysLoaded())
        .put("aof_enabled", info.isAppending() ? 1 : 0)
        .put("aof_rewrite_in_progress", info.isRewriting() ? 1 : 0)
        .put("aof_rewrite_scheduled", info.isRewriteScheduled() ? 1 : 0)
        .put("aof_last_rewrite_time_sec", info.lastRewriteTook())
        .put("aof_current_rewrite_time_sec", info.isRewriting() ? info.working() : -1)
        .put("aof_last_bgrewrite_status", status(info.lastRewriteFailed()))
        .put("aof_rewrites", info.rewrites())
        .put("aof_rewrites_consecutive_failures", info.failedRewrites())
        .put("aof_last_write_status", status(info.appendingFailed()))
        .zeros("aof_last_cow_size", "module_fork_in_progress", "module_fork_last_cow_size");
    if (info.isAppending()) {
      text.put("aof_current_size", info.appendedBytes())
          .put("aof_base_size", info.baseBytes())
          .put("aof_pending_rewrite", 0)
          .put("aof_buffer_length", info.pendingBytes())
          .zeros("aof_pending_bio_fsync", "aof_delayed_fsync");
    }
    if (loading.isOn()) {
      progress(text, loading, call);
    }
  }

  private static String status(boolean failed) {
    return failed ? "err" : "ok";
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
