package io.miniredis.server;

import io.miniredis.server.acl.StartingUsers;
import io.miniredis.server.command.Commands;
import io.miniredis.server.config.Config;
import io.miniredis.server.config.ConfigException;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Clock;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.Lifecycle;
import io.miniredis.server.engine.Version;
import io.miniredis.server.monitoring.Monitoring;
import io.miniredis.server.net.NetworkServer;
import io.miniredis.server.persistence.Persistence;
import io.miniredis.server.scripting.Scripting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server, embedded in this JVM: what {@code redis-server} is as a process. Its threads
 * are daemons; {@link #close} ends them and closes every connection.
 */
public final class MiniRedis implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MiniRedis.class);

  private final Engine engine;
  private final NetworkServer network;
  private final Persistence persistence;
  private final Runnable onShutdown;
  private final Runnable onFailure;
  private @Nullable Monitoring monitoring;
  private volatile int port;

  private MiniRedis(Builder builder) {
    Config config = builder.config;
    int loops = config.integer(Settings.IO_THREADS);
    onShutdown = builder.onShutdown;
    onFailure = builder.onFailure;
    engine =
        new Engine(
            config,
            builder.clock,
            Commands.table(config.renamedCommands()),
            loops > 0 ? loops : Runtime.getRuntime().availableProcessors(),
            config.integer(Settings.DATABASES),
            new Around());
    persistence = Persistence.of(engine);
    persistence.functions(Scripting.of(engine).libraries());
    StartingUsers.load(config, engine.users());
    network = new NetworkServer(engine, config.get(Settings.TRANSPORT));
    try {
      monitoring = monitor(config);
      if (builder.keepsData) {
        persistence.prepare();
      }
      listen(config);
      if (builder.keepsData) {
        persistence.start();
      }
      if (monitoring != null) {
        monitoring.ready();
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
    }
  }

  /** The HTTP endpoint if it is on. No class of it is loaded otherwise. */
  private @Nullable Monitoring monitor(Config config) throws IOException {
    if (config.integer(Settings.METRICS_PORT) == 0) {
      return null;
    }
    try {
      return Monitoring.start(engine, network.eventLoops(), NetworkServer::directMemory);
    } catch (NoClassDefFoundError e) {
      throw new ConfigException(
          "metrics-port needs io.micrometer:micrometer-registry-prometheus on the class path");
    }
  }

  /** Starts a server on a free port of the loopback address. */
  public static MiniRedis start() {
    return builder().port(0).start();
  }

  public static Builder builder() {
    return new Builder();
  }

  private void listen(Config config) throws IOException {
    port = network.listen(config.get(Settings.BIND), config.integer(Settings.PORT));
    config.onChange(
        Settings.PORT,
        number ->
            move(
                number == 0 ? List.of() : config.get(Settings.BIND),
                number,
                "Unable to listen on this port. Check server logs."));
    config.onChange(
        Settings.BIND,
        names ->
            move(
                port == 0 ? List.of() : names,
                port,
                "Failed to bind to specified addresses. Check server logs."));
  }

  private void move(List<String> names, int wanted, String refusal) {
    try {
      network.listen(names, wanted);
      port = wanted;
    } catch (IOException e) {
      LOG.warn(e.getMessage());
      throw new ConfigException(refusal);
    }
  }

  /** The TCP port that the server listens on; 0 once it was told to listen on none. */
  public int port() {
    return port;
  }

  /** Where clients connect to: {@code redis://127.0.0.1:6379}. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** The version of this build, or {@code development} where it runs from classes. */
  public static String version() {
    return Version.own();
  }

  /** What the engine may know of this. */
  private final class Around implements Lifecycle {
    @Override
    public int port() {
      return port;
    }

    @Override
    public String transport() {
      return network.transport();
    }

    @Override
    public void shutDown() {
      endInThreadOfItsOwn(onShutdown);
    }

    @Override
    public void fail() {
      endInThreadOfItsOwn(onFailure);
    }
  }

  private void endInThreadOfItsOwn(Runnable then) {
    Thread thread =
        new Thread(
            () -> {
              close();
              then.run();
            },
            "mini-redis-shutdown");
    thread.setDaemon(true);
    thread.start();
  }

  Engine engine() {
    return engine;
  }

  /** How many threads run commands. */
  public int eventLoops() {
    return engine.dispatchers().size();
  }

  /** io_uring, epoll or nio. */
  public String transport() {
    return network.transport();
  }

  /**
   * Stops listening, closes every connection, saves the data if that is the server's way, and ends
   * the server's threads.
   */
  @Override
  public void close() {
    if (monitoring != null) {
      monitoring.ending();
    }
    engine.busy().endForGood();
    network.close();
    persistence.end();
    if (monitoring != null) {
      monitoring.close();
    }
  }

  /**
   * Collects what a server is to be like.
   *
   * <p>Without {@code dir}, {@code dbfilename}, {@code save} or {@code appendonly} the server keeps
   * its data in memory only: it loads nothing when it starts and saves nothing when it ends. With
   * one of them, or with a whole configuration, it does as redis-server does.
   */
  public static final class Builder {
    private static final Set<String> KEEPING_DATA =
        Set.of("dir", "dbfilename", "save", "appendonly");

    private Config config = new Config();
    private boolean keepsData;
    private Clock clock = Clock.system();
    private Runnable onShutdown = () -> {};
    private Runnable onFailure = () -> {};

    private Builder() {}

    /** The port to listen on; 0 for a free one. */
    public Builder port(int port) {
      return config("port", Integer.toString(port));
    }

    /**
     * Any setting, by its name in redis.conf.
     *
     * @throws io.miniredis.server.config.ConfigException if it is unknown, or the value wrong
     */
    public Builder config(String name, String... values) {
      keepsData |= KEEPING_DATA.contains(name) && !List.of(values).equals(List.of(""));
      config.load(
          List.of(new io.miniredis.server.config.Directive("builder", name, List.of(values))));
      return this;
    }

    /** All settings at once, replacing those set so far. */
    public Builder config(Config config) {
      this.config = config;
      keepsData = true;
      return this;
    }

    /** The source of time: one that stands still until advanced, in tests. */
    public Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /** What to do when a client asks for SHUTDOWN: the server itself has ended by then. */
    public Builder onShutdown(Runnable action) {
      this.onShutdown = action;
      return this;
    }

    /**
     * Is run when the server has closed itself because it cannot keep what it promises: the
     * append-only file cannot be written and {@code appendfsync} is {@code always}.
     */
    public Builder onFailure(Runnable action) {
      this.onFailure = action;
      return this;
    }

    /**
     * Starts the server.
     *
     * @throws UncheckedIOException if it cannot listen
     */
    public MiniRedis start() {
      return new MiniRedis(this);
    }
  }
}
