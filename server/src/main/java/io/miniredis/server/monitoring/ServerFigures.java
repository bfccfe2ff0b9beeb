package io.miniredis.server.monitoring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.RedisVersion;
import io.miniredis.server.engine.ServerStats;
import io.miniredis.server.engine.Version;
import io.miniredis.server.pubsub.Kind;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The figures of the server as a whole. All are read without locks. */
final class ServerFigures implements MeterBinder {
  private static final String PREFIX = "miniredis.";

  private final Engine engine;
  private final LongSupplier directMemory;

  /**
   * @param directMemory bytes that the network's buffers take outside the heap
   */
  ServerFigures(Engine engine, LongSupplier directMemory) {
    this.engine = engine;
    this.directMemory = directMemory;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    info(registry);
    clients(registry);
    memory(registry);
    events(registry, engine.stats());
  }

  private void info(MeterRegistry registry) {
    Tags tags =
        Tags.of("version", Version.own())
            .and("redis_version", RedisVersion.TEXT)
            .and("transport", engine.lifecycle().transport());
    gauge(registry, "info", "Which server this is; always 1.", tags, () -> 1);
    gauge(registry, "event.loops", "Threads that run commands.", engine.dispatchers()::size);
  }

  private void clients(MeterRegistry registry) {
    gauge(registry, "connections", "Clients connected now.", engine.sessions()::count);
    gauge(
        registry,
        "connections.limit",
        "Clients that may be connected at a time (maxclients).",
        () -> engine.config().number(Settings.MAXCLIENTS));
    gauge(
        registry,
        "clients.blocked",
        "Clients that wait for keys, or are held back by CLIENT PAUSE.",
        () -> engine.blocking().waiting() + engine.pausing().held());
    gauge(
        registry,
        "pubsub.clients",
        "Clients that are subscribed to anything.",
        engine.pubsub()::subscribers);
    for (Kind kind : Kind.values()) {
      gauge(
          registry,
          "pubsub.topics",
          "Channels, patterns and shard channels that have subscribers.",
          Tags.of("kind", kind.name().toLowerCase(Locale.ROOT)),
          () -> engine.pubsub().count(kind));
    }
  }

  private void memory(MeterRegistry registry) {
    bytes(
        registry,
        "memory.used",
        "What the server's own account says is used; maxmemory works by it.",
        engine.memory()::used);
    bytes(
        registry,
        "memory.limit",
        "What may be used (maxmemory); 0 is no limit.",
        engine.memory()::limit);
    bytes(registry, "memory.peak", "The most that was used at a time.", engine.stats()::peakMemory);
    bytes(
        registry,
        "memory.clients",
        "What clients and their buffers use.",
        engine.memory()::clients);
    bytes(
        registry,
        "network.direct.memory",
        "What buffers of the network take outside the heap, in the whole JVM.",
        directMemory::getAsLong);
  }

  private void events(MeterRegistry registry, ServerStats stats) {
    count(registry, "connections.received", "Clients admitted.", stats.connectionsReceived);
    count(registry, "connections.rejected", "Clients refused.", stats.connectionsRejected);
    inBytes(registry, "network.input", "What clients sent.", stats.inputBytes);
    inBytes(registry, "network.output", "What clients were sent.", stats.outputBytes);
    count(registry, "expired.keys", "Keys whose time was over.", stats.expiredKeys);
    count(registry, "expired.fields", "Hash fields whose time was over.", stats.expiredElements);
    count(registry, "evicted.keys", "Keys removed for want of memory.", stats.evictedKeys);
    count(
        registry,
        "authentications.failed",
        "Wrong names and passwords.",
        stats.authenticationsFailed);
    String denied = "What users were not allowed to do.";
    count(registry, "acl.denied", denied, Tags.of("reason", "command"), stats.commandsDenied);
    count(registry, "acl.denied", denied, Tags.of("reason", "key"), stats.keysDenied);
    count(registry, "acl.denied", denied, Tags.of("reason", "channel"), stats.channelsDenied);
    String limit = "Clients disconnected because a buffer was full.";
    count(
        registry,
        "buffer.limit.reached",
        limit,
        Tags.of("buffer", "input"),
        stats.queryLimitReached);
    count(
        registry,
        "buffer.limit.reached",
        limit,
        Tags.of("buffer", "output"),
        stats.outputLimitReached);
  }

  private static void gauge(
      MeterRegistry registry, String name, String help, Supplier<Number> value) {
    gauge(registry, name, help, Tags.empty(), value);
  }

  private static void gauge(
      MeterRegistry registry, String name, String help, Tags tags, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).description(help).tags(tags).register(registry);
  }

  private static void bytes(
      MeterRegistry registry, String name, String help, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).description(help).baseUnit("bytes").register(registry);
  }

  private static void count(MeterRegistry registry, String name, String help, LongAdder value) {
    count(registry, name, help, Tags.empty(), value);
  }

  private static void count(
      MeterRegistry registry, String name, String help, Tags tags, LongAdder value) {
    FunctionCounter.builder(PREFIX + name, value, LongAdder::sum)
        .description(help)
        .tags(tags)
        .register(registry);
  }

  private static void inBytes(MeterRegistry registry, String name, String help, LongAdder value) {
    FunctionCounter.builder(PREFIX + name, value, LongAdder::sum)
        .description(help)
        .baseUnit("bytes")
        .register(registry);
  }
}
