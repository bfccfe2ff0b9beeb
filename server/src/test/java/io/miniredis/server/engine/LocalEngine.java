package io.miniredis.server.engine;

import io.miniredis.protocol.CommandDecoder;
import io.miniredis.server.command.Commands;
import io.miniredis.server.config.Config;
import io.miniredis.server.config.Directive;
import io.miniredis.server.testing.ReplyText;
import io.miniredis.server.testing.TestClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An engine without a network: clients run their commands in the test's thread, and what is on its
 * way to them arrives when the test says so. So every race between them can be played in every
 * order.
 */
public final class LocalEngine {
  public final ManualClock clock = new ManualClock(1_700_000_000_000L);
  private final AtomicInteger failures = new AtomicInteger();
  public final Engine engine;
  private final Dispatcher dispatcher;
  private final List<Client> clients = new ArrayList<>();

  /**
   * @param settings lines as in redis.conf
   */
  public LocalEngine(String... settings) {
    engine = new Engine(config(settings), clock, Commands.table(Map.of()), 1, 16, new Around());
    dispatcher = engine.dispatchers().getFirst();
  }

  private static Config config(String... settings) {
    Config config = new Config();
    config.load(List.of(new Directive("test", "enable-debug-command", List.of("yes"))));
    for (String line : settings) {
      List<String> words = List.of(line.split(" ", -1));
      config.load(List.of(new Directive("test", words.getFirst(), words.subList(1, words.size()))));
    }
    return config;
  }

  /** How often the server was told to end because something failed. */
  public int failures() {
    return failures.get();
  }

  public Client client() {
    Client client = new Client();
    clients.add(client);
    return client;
  }

  /** Moves time on, and does what is due then. */
  public void advance(Duration time) {
    clock.advance(time);
    while (engine.deadlines().untilNext(clock.nanos()) == 0) {
      engine.deadlines().runDue(clock.nanos());
    }
  }

  /** Ends all clients and checks the engine. */
  public void close() {
    clients.forEach(Client::goes);
    EngineChecks.check(engine);
  }

  private final class Around implements Lifecycle {
    @Override
    public int port() {
      return 0;
    }

    @Override
    public String transport() {
      return "none";
    }

    @Override
    public void shutDown() {}

    @Override
    public void fail() {
      failures.incrementAndGet();
    }
  }

  private record Answer(byte[] reply, Consumer<Dispatcher> undelivered) {}

  /** A client, and its connection. */
  public final class Client implements Link {
    static final String WAITS = "(waits)";

    final Session session = engine.sessions().make(this, engine.users(), clock.millis());
    private final CommandDecoder decoder = new CommandDecoder();
    private final Deque<Answer> onTheWay = new ArrayDeque<>();
    private boolean gone;
    boolean loopHasEnded;

    private Client() {
      engine.sessions().opened(session);
    }

    /** Runs a command of words without blanks; its reply, or {@link #WAITS}. */
    public String send(String command) {
      byte[] bytes = TestClient.encode(command.split(" ")).getBytes(StandardCharsets.ISO_8859_1);
      dispatcher.beginBatch(session);
      dispatcher.decode(session, decoder, bytes, 0, bytes.length);
      Dispatcher.Outcome outcome = dispatcher.execute(session, 0);
      String reply =
          outcome == Dispatcher.Outcome.BLOCKED ? WAITS : text(dispatcher.reply().toBytes());
      dispatcher.reply().clear();
      dispatcher.endBatch();
      return reply;
    }

    /** Whether a reply is on its way that ends its wait. */
    boolean hasAnswer() {
      return !onTheWay.isEmpty();
    }

    boolean isGone() {
      return gone;
    }

    boolean isWaiting() {
      return session.isBlocked();
    }

    /** Has the reply arrive that ends its wait; null if there is none. */
    @Nullable String receive() {
      Answer answer = onTheWay.poll();
      if (answer == null) {
        return null;
      }
      dispatcher.answered(session);
      return text(answer.reply);
    }

    /** Its connection ends, before what is on its way arrives. */
    void goes() {
      if (gone) {
        return;
      }
      gone = true;
      engine.ended(session);
      for (Answer answer = onTheWay.poll(); answer != null; answer = onTheWay.poll()) {
        dispatcher.answered(session);
        answer.undelivered.accept(dispatcher);
      }
    }

    private static String text(byte[] reply) {
      return ReplyText.of(reply);
    }

    // ---- Link

    @Override
    public boolean answer(byte[] reply, Consumer<Dispatcher> undelivered) {
      if (loopHasEnded) {
        return false;
      }
      onTheWay.add(new Answer(reply, undelivered));
      return true;
    }

    @Override
    public boolean isOnThisLoop() {
      return true;
    }

    @Override
    public void push(byte[] frame) {}

    @Override
    public String remoteAddress() {
      return "local:" + session.id();
    }

    @Override
    public String localAddress() {
      return "local:0";
    }

    @Override
    public boolean isLocal() {
      return true;
    }

    @Override
    public int fileDescriptor() {
      return -1;
    }

    /** Whoever plays decides when it {@linkplain #goes}. */
    @Override
    public void close() {}

    @Override
    public void resume() {}

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public long inputBytes() {
      return 0;
    }

    @Override
    public long inputCapacity() {
      return 0;
    }

    @Override
    public long outputBytes() {
      return 0;
    }

    @Override
    public long totalInput() {
      return 0;
    }

    @Override
    public long totalOutput() {
      return 0;
    }
  }
}
