package io.miniredis.async.streams;

import static io.miniredis.async.Async.await;
import static io.miniredis.async.Async.createTask;
import static io.miniredis.async.Async.sleep;
import static io.miniredis.async.Async.waitFor;
import static io.miniredis.async.Async.with;
import static io.miniredis.async.streams.Streams.openConnection;
import static io.miniredis.async.streams.Streams.startServer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.async.Async;
import io.miniredis.async.AsyncRunnable;
import io.miniredis.async.CancelledError;
import io.miniredis.async.ContextVar;
import io.miniredis.async.Coroutine;
import io.miniredis.async.EventLoop;
import io.miniredis.async.Problem;
import io.miniredis.async.RuntimeError;
import io.miniredis.async.Task;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerTest {
  private static final String HERE = "127.0.0.1";

  private static void run(AsyncRunnable body) {
    Async.run(() -> waitFor(Coroutine.of(body), Duration.ofSeconds(20)));
  }

  private static void echo(StreamReader reader, StreamWriter writer) throws Exception {
    try (writer) {
      for (byte[] line : reader) {
        writer.write(line);
        writer.drain();
      }
    }
  }

  private static String ask(Connection connection, String line) throws Exception {
    connection.writer().write(line + "\n");
    connection.writer().drain();
    return new String(connection.reader().readLine(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void eachConnectionHasATaskOfItsOwn() {
    run(
        () -> {
          Server server = startServer(ServerTest::echo, HERE, 0);
          List<Connection> clients = new ArrayList<>();
          for (int i = 0; i < 20; i++) {
            clients.add(openConnection(HERE, server.port()));
          }
          for (int i = 19; i >= 0; i--) {
            assertThat(ask(clients.get(i), "hello " + i)).isEqualTo("hello " + i);
          }
        });
  }

  @Test
  void theTasksSeeTheVariablesOfWhoStartedTheServer() {
    ContextVar<String> name = new ContextVar<>("name");
    run(
        () -> {
          name.set("starter");
          Server server =
              startServer(
                  (reader, writer) -> {
                    writer.write(name.get() + "\n");
                    name.set("changed");
                  },
                  HERE,
                  0);
          for (int i = 0; i < 2; i++) {
            Connection client = openConnection(HERE, server.port());
            assertThat(new String(client.reader().readLine(), StandardCharsets.UTF_8))
                .isEqualTo("starter\n");
          }
        });
  }

  @Test
  void aHandlerThatFailsIsReportedAndItsConnectionClosed() {
    List<Problem> problems = new ArrayList<>();
    run(
        () -> {
          EventLoop.getRunningLoop().setExceptionHandler((loop, problem) -> problems.add(problem));
          Server server =
              startServer(
                  (reader, writer) -> {
                    writer.write("before\n");
                    throw new IllegalStateException("handler failed");
                  },
                  HERE,
                  0);
          Connection client = openConnection(HERE, server.port());
          assertThat(new String(client.reader().read(), StandardCharsets.UTF_8))
              .isEqualTo("before\n");
          assertThat(client.reader().atEof()).isTrue();
        });
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).exception()).hasMessage("handler failed");
    assertThat(problems.get(0).message()).contains("handler of a connection failed");
  }

  @Test
  void aHandlerThatIsCancelledClosesItsConnectionSilently() {
    List<Problem> problems = new ArrayList<>();
    run(
        () -> {
          EventLoop.getRunningLoop().setExceptionHandler((loop, problem) -> problems.add(problem));
          Task<?>[] handler = {null};
          Server server =
              startServer(
                  (reader, writer) -> {
                    handler[0] = Async.currentTask();
                    reader.read();
                  },
                  HERE,
                  0);
          Connection client = openConnection(HERE, server.port());
          while (handler[0] == null) {
            sleep(0);
          }
          handler[0].cancel();
          assertThat(client.reader().read()).isEmpty();
        });
    assertThat(problems).isEmpty();
  }

  @Test
  void aHandlerThatEndsMayLeaveItsConnectionToOthers() {
    run(
        () -> {
          List<StreamWriter> kept = new ArrayList<>();
          Server server = startServer((reader, writer) -> kept.add(writer), HERE, 0);
          Connection client = openConnection(HERE, server.port());
          while (kept.isEmpty()) {
            sleep(0);
          }
          sleep(0.01);
          kept.get(0).write("still here\n");
          assertThat(client.reader().readLine()).hasSize(11);
        });
  }

  @Test
  void aClosedServerAcceptsNobodyAndKeepsItsConnections() {
    run(
        () -> {
          Server server = startServer(ServerTest::echo, HERE, 0);
          int port = server.port();
          Connection client = openConnection(HERE, port);
          assertThat(ask(client, "one")).isEqualTo("one");
          assertThat(server.isServing()).isTrue();
          server.close();
          server.close();
          assertThat(server.isServing()).isFalse();
          assertThat(server.sockets()).isEmpty();
          assertThatThrownBy(server::port).isInstanceOf(IllegalStateException.class);
          sleep(0.01);
          assertThatThrownBy(() -> openConnection(HERE, port)).isInstanceOf(ConnectException.class);
          assertThat(ask(client, "two")).isEqualTo("two");
        });
  }

  @Test
  void waitClosedWaitsForTheLastConnection() {
    run(
        () -> {
          Server server = startServer(ServerTest::echo, HERE, 0);
          Connection client = openConnection(HERE, server.port());
          ask(client, "hello");
          Task<?> waiting = createTask(server::waitClosed);
          sleep(0);
          server.close();
          sleep(0.02);
          assertThat(waiting.done()).isFalse();
          client.close();
          await(waiting);
          server.waitClosed();
        });
  }

  @Test
  void waitClosedBeforeCloseWaitsToo() {
    run(
        () -> {
          Server server = startServer(ServerTest::echo, HERE, 0);
          Task<?> waiting = createTask(server::waitClosed);
          sleep(0.01);
          assertThat(waiting.done()).isFalse();
          server.close();
          await(waiting);
        });
  }

  @Test
  void closeClientsSendsWhatWasWrittenAndAbortClientsDoesNot() {
    run(
        () -> {
          StreamHandler flood = (reader, writer) -> writer.write(new byte[10_000_000]);
          StreamOptions options = StreamOptions.defaults().limit(1024);
          for (boolean gently : new boolean[] {true, false}) {
            Server server = startServer(flood, HERE, 0, options);
            Connection client = openConnection(HERE, server.port(), options);
            client.reader().readExactly(1);
            if (gently) {
              server.closeClients();
            } else {
              server.abortClients();
            }
            int left = client.reader().read().length;
            if (gently) {
              assertThat(left).isEqualTo(9_999_999);
            } else {
              assertThat(left).isLessThan(9_999_999);
            }
            server.close();
            server.waitClosed();
          }
        });
  }

  @Test
  void cancellingServeForeverClosesTheServerAndItsConnections() {
    run(
        () -> {
          Server server = startServer(ServerTest::echo, HERE, 0);
          Task<?> serving = createTask(server::serveForever);
          Connection client = openConnection(HERE, server.port());
          ask(client, "hello");
          serving.cancel();
          assertThatThrownBy(() -> await(serving)).isInstanceOf(CancelledError.class);
          assertThat(server.isServing()).isFalse();
          assertThat(client.reader().read()).isEmpty();
          assertThatThrownBy(server::serveForever)
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining("closed");
        });
  }

  @Test
  void closingAServerEndsServeForever() {
    run(
        () -> {
          Server server = startServer(ServerTest::echo, HERE, 0);
          Task<?> serving = createTask(server::serveForever);
          sleep(0);
          assertThatThrownBy(server::serveForever)
              .isInstanceOf(RuntimeError.class)
              .hasMessageContaining("already");
          server.close();
          assertThatThrownBy(() -> await(serving)).isInstanceOf(CancelledError.class);
        });
  }

  @Test
  void aServerMayBeStartedWithoutServing() {
    run(
        () -> {
          Server server =
              startServer(ServerTest::echo, HERE, 0, StreamOptions.defaults().startServing(false));
          assertThat(server.isServing()).isFalse();
          Connection client = openConnection(HERE, server.port());
          client.writer().write("waits\n");
          Task<byte[]> reading = createTask(() -> client.reader().readLine());
          sleep(0.02);
          assertThat(reading.done()).isFalse();
          server.startServing();
          server.startServing();
          assertThat(server.isServing()).isTrue();
          assertThat(await(reading)).hasSize(6);
        });
  }

  @Test
  void asAContextItIsClosedAndWaitedFor() {
    run(
        () -> {
          Server[] used = {null};
          with(
              startServer(ServerTest::echo, HERE, 0),
              server -> {
                used[0] = server;
                try (Connection client = openConnection(HERE, server.port())) {
                  ask(client, "hello");
                }
              });
          assertThat(used[0].isServing()).isFalse();
        });
  }

  @Test
  void aPortThatIsTakenIsToldOf() {
    run(
        () -> {
          Server server = startServer(ServerTest::echo, HERE, 0);
          assertThatThrownBy(() -> startServer(ServerTest::echo, HERE, server.port()))
              .isInstanceOf(BindException.class);
        });
  }

  @Test
  void withoutAHostItListensEverywhere() {
    run(
        () -> {
          Server server = startServer(ServerTest::echo, null, 0);
          assertThat(ask(openConnection(HERE, server.port()), "hello")).isEqualTo("hello");
          assertThat(server.getLoop()).isSameAs(EventLoop.getRunningLoop());
        });
  }
}
