package io.miniredis.server.engine;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.Settings;
import io.miniredis.server.value.ValueLimits;

/**
 * Settings in the form in which they are read all the time, kept in step with the configuration.
 */
final class LiveSettings {
  /** Whether a histogram of its durations is kept for every command. */
  volatile boolean latencyTracking;

  private LiveSettings() {}

  /** The settings of now; {@code limits} and what is returned change with them. */
  static LiveSettings follow(Config config, ValueLimits limits) {
    LiveSettings live = new LiveSettings();
    config.follow(
        Settings.HASH_MAX_LISTPACK_ENTRIES, n -> limits.hashMaxListpackEntries = toInt(n));
    config.follow(Settings.HASH_MAX_LISTPACK_VALUE, n -> limits.hashMaxListpackValue = toInt(n));
    config.follow(Settings.SET_MAX_INTSET_ENTRIES, n -> limits.setMaxIntsetEntries = toInt(n));
    config.follow(Settings.SET_MAX_LISTPACK_ENTRIES, n -> limits.setMaxListpackEntries = toInt(n));
    config.follow(Settings.SET_MAX_LISTPACK_VALUE, n -> limits.setMaxListpackValue = toInt(n));
    config.follow(
        Settings.ZSET_MAX_LISTPACK_ENTRIES, n -> limits.zsetMaxListpackEntries = toInt(n));
    config.follow(Settings.ZSET_MAX_LISTPACK_VALUE, n -> limits.zsetMaxListpackValue = toInt(n));
    config.follow(Settings.LIST_MAX_LISTPACK_SIZE, n -> limits.listMaxListpackSize = n);
    config.follow(Settings.LIST_COMPRESS_DEPTH, n -> limits.listCompressDepth = n);
    config.follow(Settings.STREAM_NODE_MAX_BYTES, n -> limits.streamNodeMaxBytes = n);
    config.follow(Settings.STREAM_NODE_MAX_ENTRIES, n -> limits.streamNodeMaxEntries = n);
    config.follow(Settings.STREAM_IDMP_DURATION, n -> limits.streamIdmpDuration = n);
    config.follow(Settings.STREAM_IDMP_MAXSIZE, n -> limits.streamIdmpMaxSize = n);
    config.follow(Settings.LATENCY_TRACKING, on -> live.latencyTracking = on);
    return live;
  }

  private static int toInt(long n) {
    return (int) Math.min(n, Integer.MAX_VALUE);
  }
}
