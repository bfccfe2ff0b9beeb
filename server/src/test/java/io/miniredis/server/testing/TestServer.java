package io.miniredis.server.testing;

import io.miniredis.server.EngineAccess;
import io.miniredis.server.MiniRedis;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.EngineChecks;
import io.miniredis.server.engine.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server on a free port, with one event loop and a clock that stands still until it is advanced.
 *
 * <p>Registered as a field's extension, it starts anew before each test and ends behind it:
 *
 * <pre>{@code
 * @RegisterExtension final TestServer server = new TestServer("maxclients 3", "timeout 10");
 *
 * @Test
 * void storesWhatItIsGiven() {
 *   TestClient client = server.client();
 *   assertThat(client.send("SET", "k", "v")).isEqualTo("+OK");
 * }
 * }</pre>
 *
 * <p>It can also be used in a try statement, after {@link #start}. When it ends, every client is
 * closed, and it asserts that no shard is locked and that the accounts of memory and expiries add
 * up.
 */
public final class TestServer implements BeforeEachCallback, AfterEachCallback, AutoCloseable {
  /** When a test's server begins to be: milliseconds since the epoch. */
  public static final long START = 1_700_000_000_000L;

  private final List<String> settings;
  private final List<TestClient> clients = new ArrayList<>();
  private ManualClock clock = new ManualClock(START);
  private MiniRedis server;

  /**
   * A server that is not started yet.
   *
   * @param settings lines as in redis.conf: {@code "databases 4"}; they come after {@code
   *     io-threads 1}
   */
  @SuppressWarnings("NullAway.Init") // the server comes with start
  public TestServer(String... settings) {
    this.settings = List.of(settings);
  }

  public TestServer start() {
    clock = new ManualClock(START);
    MiniRedis.Builder builder = MiniRedis.builder().port(0).clock(clock).config("io-threads", "1");
    for (String line : settings) {
      String[] words = line.split(" ");
      builder.config(words[0], List.of(words).subList(1, words.length).toArray(String[]::new));
    }
    server = builder.start();
    return this;
  }

  /** A new client; it is closed with the server. */
  public TestClient client() {
    TestClient client = new TestClient(server.port());
    clients.add(client);
    return client;
  }

  /** A new client of which the system keeps few unread bytes; it is closed with the server. */
  public TestClient clientWithSmallBuffer() {
    TestClient client = new TestClient("127.0.0.1", server.port(), 4096);
    clients.add(client);
    return client;
  }

  public int port() {
    return server.port();
  }

  public Engine engine() {
    return EngineAccess.of(server);
  }

  public ManualClock clock() {
    return clock;
  }

  /**
   * Moves the clock on, and nothing else: what has expired now is still there until it is looked
   * at.
   */
  public void advance(Duration time) {
    clock.advance(time);
  }

  /**
   * Waits, without sleeping, until something that other threads do has happened.
   *
   * @throws AssertionError after ten seconds
   */
  public static void await(String what, BooleanSupplier happened) {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("waited ten seconds until " + what);
      }
      Thread.yield();
    }
  }

  /** Does what the server does ten times a second: removes what has expired, ends pauses. */
  public void tick() {
    engine().upkeep().tick();
  }

  @Override
  public void close() {
    clients.forEach(TestClient::close);
    clients.clear();
    Engine engine = engine();
    server.close();
    EngineChecks.check(engine);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }
}
