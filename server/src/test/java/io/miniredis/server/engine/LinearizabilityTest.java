package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.engine.History.Operation;
import io.miniredis.server.testing.Crew;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random commands and transactions of four clients on few keys, on four event loops: whatever they
 * reply could have been replied by one thread that runs one after the other.
 */
class LinearizabilityTest {
  private static final int CLIENTS = 4;
  private static final int ROUNDS = 500;
  private static final int COMMANDS = 6; // of each client in a round
  private static final List<String> KEYS = List.of("a", "b", "c");

  @RegisterExtension final TestServer server = new TestServer("io-threads 4");

  private final List<Operation> round = new ArrayList<>();
  private Set<Map<String, String>> states = Set.of(Map.of());

  @Test
  void everyHistoryHasAnOrder() {
    CyclicBarrier rounds = new CyclicBarrier(CLIENTS, this::check);
    new Crew(server)
        .work(
            CLIENTS,
            ROUNDS,
            (client, random) -> {
              pipelines(client, random);
              rounds.await();
            })
        .run();
  }

  /** Two pipelines, one after the other. */
  private void pipelines(TestClient client, Random random) {
    for (int p = 0; p < 2; p++) {
      List<List<String>> commands = Stream.generate(() -> either(random)).limit(COMMANDS).toList();
      String[] lines = commands.stream().flatMap(c -> lines(c)).toArray(String[]::new);
      long begun = System.nanoTime();
      List<String> replies = client.pipeline(lines);
      long ended = System.nanoTime();
      synchronized (round) {
        int at = -1;
        for (List<String> command : commands) {
          at += (int) lines(command).count();
          round.add(new Operation(client.localPort(), command, replies.get(at), begun, ended));
        }
      }
    }
  }

  private void check() {
    Set<Map<String, String>> after = new HashSet<>();
    for (Map<String, String> state : states) {
      after.addAll(new History(round).outcomes(new TreeMap<>(state)));
    }
    assertThat(after).as("orders of %s from %s", round, states).isNotEmpty();
    states = after;
    round.clear();
  }

  /** A command, or a transaction: EXEC with its commands as arguments. */
  private static List<String> either(Random random) {
    if (random.nextInt(4) > 0) {
      return command(random);
    }
    List<String> transaction = new ArrayList<>(List.of("EXEC"));
    for (int i = random.nextInt(4); i > 0; i--) {
      transaction.add(String.join(" ", command(random)));
    }
    return transaction;
  }

  private static Stream<String> lines(List<String> command) {
    if (!command.getFirst().equals("EXEC")) {
      return Stream.of(String.join(" ", command));
    }
    Stream<String> queued = command.stream().skip(1);
    return Stream.of(Stream.of("MULTI"), queued, Stream.of("EXEC")).flatMap(s -> s);
  }

  private static List<String> command(Random random) {
    List<String> keys = new ArrayList<>(KEYS);
    Collections.shuffle(keys, random);
    String k = keys.getFirst();
    String other = keys.get(1);
    String v = Integer.toString(random.nextInt(100));
    return switch (random.nextInt(13)) {
      case 0 -> List.of("SET", k, v);
      case 1 -> List.of("GET", k);
      case 2 -> List.of("GETSET", k, v);
      case 3 -> List.of("GETDEL", k);
      case 4, 5 -> List.of("INCR", k);
      case 6 -> List.of("DEL", k, other);
      case 7 -> List.of("EXISTS", k, other, k);
      case 8 -> List.of("MSET", k, v, other, v);
      case 9 -> List.of("MSETNX", k, v, other, v);
      case 10 -> List.of("MGET", k, other, keys.getLast());
      case 11 -> List.of("COPY", k, other, "REPLACE");
      default -> List.of("RENAME", k, other);
    };
  }
}
