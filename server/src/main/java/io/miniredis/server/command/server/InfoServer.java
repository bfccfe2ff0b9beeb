package io.miniredis.server.command.server;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.Identity;
import io.miniredis.server.engine.RedisVersion;
import io.miniredis.server.engine.Version;
import java.nio.file.Path;

/** INFO server: which program this is, where it runs, since when. */
final class InfoServer {
  private static final int DAY_SECONDS = 24 * 60 * 60;
  private static final int LRU_CLOCK_MASK = (1 << 24) - 1;

  private InfoServer() {}

  static void write(InfoText text, Call call) {
    Engine engine = call.engine();
    Config config = engine.config();
    Identity identity = engine.identity();
    long uptime = (call.now() - identity.startedMillis()) / 1000;
    int port = engine.lifecycle().port();
    Path file = config.file();
    text.section("Server")
        .put("redis_version", RedisVersion.TEXT)
        .put("redis_git_sha1", "00000000")
        .put("redis_git_dirty", 0)
        .put("redis_build_id", Integer.toHexString(Version.own().hashCode()))
        .put("redis_mode", "standalone")
        .put("mini_redis_version", Version.own())
        .put("os", os())
        .put("arch_bits", 64)
        .put("monotonic_clock", "JVM System.nanoTime")
        .put("multiplexing_api", engine.lifecycle().transport())
        .put("java_version", System.getProperty("java.vm.name") + " " + Runtime.version())
        .put("process_id", ProcessHandle.current().pid())
        .put("process_supervised", "no")
        .put("run_id", identity.runId())
        .put("tcp_port", port)
        .put("server_time_usec", engine.clock().micros())
        .put("uptime_in_seconds", uptime)
        .put("uptime_in_days", uptime / DAY_SECONDS)
        .put("hz", config.integer(Settings.HZ))
        .put("configured_hz", config.integer(Settings.HZ))
        .put("lru_clock", call.now() / 1000 & LRU_CLOCK_MASK)
        .put("executable", ProcessHandle.current().info().command().orElse(""))
        .put("config_file", file == null ? "" : file.toAbsolutePath().toString())
        .put("io_threads_active", engine.dispatchers().size() > 1 ? 1 : 0)
        .put("event_loops", engine.dispatchers().size())
        .put("listener0", listener(config, port));
  }

  private static String os() {
    String arch = System.getProperty("os.arch");
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + ("amd64".equals(arch) ? "x86_64" : arch);
  }

  private static String listener(Config config, int port) {
    StringBuilder line = new StringBuilder("name=tcp");
    config.get(Settings.BIND).forEach(address -> line.append(",bind=").append(address));
    return line.append(",port=").append(port).toString();
  }
}
