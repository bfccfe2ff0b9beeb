package io.miniredis.server.monitoring;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /health}, {@code /ready} and {@code /metrics} of one server, over HTTP. Nothing of it runs
 * on an event loop but a probe that measures how long the loop lets tasks wait.
 */
public final class Monitoring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Monitoring.class);
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final long PROBE_MILLIS = 100;
  private static final long HEALTHY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long CONNECTION_MILLIS = 10_000;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmFigures jvm = new JvmFigures(registry);
  private final List<LoopProbe> probes = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("mini-redis-probe").daemon().factory());
  private final Health health;
  private final HttpEndpoint endpoint;

  private Monitoring(
      Engine engine, List<Executor> loops, LongSupplier directMemory, String bind, int port)
      throws IOException {
    new ServerFigures(engine, directMemory).bindTo(registry);
    registry.getPrometheusRegistry().register(new CommandFigures(engine));
    for (int i = 0; i < loops.size(); i++) {
      Timer lag =
          Timer.builder("miniredis.event.loop.lag")
              .description("How long a task given to the event loop waited.")
              .tag("loop", Integer.toString(i))
              .register(registry);
      probes.add(
          new LoopProbe(
              loops.get(i), System::nanoTime, nanos -> lag.record(nanos, TimeUnit.NANOSECONDS)));
    }
    health = new Health(probes, HEALTHY_NANOS);
    try {
      endpoint =
          new HttpEndpoint(
              bind,
              port,
              timer,
              CONNECTION_MILLIS,
              Map.of("/health", health::health, "/ready", health::ready, "/metrics", this::scrape));
    } catch (IOException e) {
      release();
      throw e;
    }
    timer.scheduleAtFixedRate(
        () -> probes.forEach(LoopProbe::send), 0, PROBE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Starts the endpoint where the settings say.
   *
   * @param loops the event loops that run commands
   * @param directMemory bytes that the network's buffers take outside the heap
   * @throws IOException if it cannot listen there
   */
  public static Monitoring start(Engine engine, List<Executor> loops, LongSupplier directMemory)
      throws IOException {
    Monitoring started =
        new Monitoring(
            engine,
            loops,
            directMemory,
            engine.config().get(Settings.METRICS_BIND),
            engine.config().integer(Settings.METRICS_PORT));
    LOG.info("Health and metrics over HTTP on port {}", started.endpoint.port());
    return started;
  }

  private HttpReply scrape() {
    byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
    return new HttpReply(HttpReply.OK, PROMETHEUS_TEXT, text);
  }

  /** Says from now on that the server is ready for clients; until then it is not. */
  public void ready() {
    health.become(Health.Stage.READY);
  }

  /** Says from now on that the server is not ready any more. */
  public void ending() {
    health.become(Health.Stage.ENDING);
  }

  @Override
  public void close() {
    endpoint.close();
    release();
  }

  private void release() {
    timer.shutdownNow();
    jvm.close();
    registry.close();
  }
}
