package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.engine.LocalEngine.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Clients wait, are served, time out, are unblocked, are killed and go, in every order: whatever
 * happens between an answer and its arrival, each element is popped exactly once.
 */
class WaitingModelTest {
  private static final int ROUNDS = 300;
  private static final int STEPS = 150;
  private static final String[] KEYS = {"a", "b", "c", "d"};

  private final long seed = System.nanoTime();
  private Random random = new Random(seed);
  private LocalEngine server = new LocalEngine();
  private Client other = server.client();
  private final List<Client> clients = new ArrayList<>();
  private final TreeSet<Integer> pushed = new TreeSet<>();
  private final List<Integer> popped = new ArrayList<>();
  private int next = 9; // what is less is a score

  @Test
  void everyElementOfAListIsPoppedOnce() {
    play(this::waitForLists, this::pushToLists, List.of("LRANGE %s 0 -1"));
  }

  @Test
  void everyElementOfASortedSetIsPoppedOnce() {
    play(this::waitForSortedSets, this::addToSortedSets, List.of("ZRANGE %s 0 -1"));
  }

  private void play(Runnable wait, Runnable push, List<String> looks) {
    System.out.println("seed " + seed);
    for (int round = 0; round < ROUNDS; round++) {
      random = new Random(seed + round);
      server = new LocalEngine();
      other = server.client();
      clients.clear();
      pushed.clear();
      popped.clear();
      for (int step = 0; step < STEPS; step++) {
        step(wait, push);
      }
      clients.forEach(this::receive);
      for (String look : looks) {
        for (String key : KEYS) {
          collect(other.send(String.format(look, key)));
        }
      }
      assertThat(popped)
          .as("seed %s, round %s", seed, round)
          .containsExactlyInAnyOrderElementsOf(pushed);
      server.close();
    }
  }

  private void step(Runnable wait, Runnable push) {
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> wait.run();
      case 3, 4 -> push.run();
      case 5 -> pick(this::receive);
      case 6 -> end();
      default -> server.advance(Duration.ofMillis(random.nextInt(4)));
    }
  }

  private void end() {
    switch (random.nextInt(4)) {
      case 0 -> pick(Client::goes);
      case 1 -> pick(client -> other.send("CLIENT KILL ID " + client.session.id()));
      case 2 -> pick(client -> client.loopHasEnded = true);
      default -> {
        String how = random.nextBoolean() ? " ERROR" : " TIMEOUT";
        pick(client -> other.send("CLIENT UNBLOCK " + client.session.id() + how));
      }
    }
  }

  private void pick(java.util.function.Consumer<Client> action) {
    if (!clients.isEmpty()) {
      action.accept(clients.get(random.nextInt(clients.size())));
    }
  }

  private String keys() {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i <= random.nextInt(3); i++) {
      keys.append(' ').append(key());
    }
    return keys.toString();
  }

  private String key() {
    return KEYS[random.nextInt(KEYS.length)];
  }

  private String timeout() {
    return random.nextBoolean() ? "0" : "0.00" + (1 + random.nextInt(5));
  }

  private void waitForLists() {
    String keys = keys();
    int n = keys.split(" ").length - 1;
    String end = random.nextBoolean() ? "LEFT" : "RIGHT";
    run(
        switch (random.nextInt(4)) {
          case 0 -> "BLPOP" + keys + " " + timeout();
          case 1 -> "BRPOP" + keys + " " + timeout();
          case 2 -> "BLMOVE " + key() + " " + key() + " " + end + " LEFT " + timeout();
          default ->
              String.format(
                  "BLMPOP %s %d%s %s COUNT %d", timeout(), n, keys, end, 1 + random.nextInt(3));
        });
  }

  private void waitForSortedSets() {
    String keys = keys();
    int n = keys.split(" ").length - 1;
    String end = random.nextBoolean() ? "MIN" : "MAX";
    run(
        switch (random.nextInt(3)) {
          case 0 -> "BZPOPMIN" + keys + " " + timeout();
          case 1 -> "BZPOPMAX" + keys + " " + timeout();
          default ->
              String.format(
                  "BZMPOP %s %d%s %s COUNT %d", timeout(), n, keys, end, 1 + random.nextInt(3));
        });
  }

  private void run(String command) {
    Client client = server.client();
    clients.add(client);
    String reply = client.send(command);
    if (!reply.equals(Client.WAITS) && !command.startsWith("BLMOVE")) {
      collect(reply);
    }
  }

  private void pushToLists() {
    String push = random.nextBoolean() ? "RPUSH " : "LPUSH ";
    inTransactionOrNot(() -> push + key() + some(i -> " " + i));
  }

  private void addToSortedSets() {
    inTransactionOrNot(() -> "ZADD " + key() + some(i -> " " + random.nextInt(9) + " " + i));
  }

  private void inTransactionOrNot(java.util.function.Supplier<String> command) {
    if (random.nextInt(4) > 0) {
      other.send(command.get());
      return;
    }
    other.send("MULTI");
    other.send(command.get());
    other.send("RENAMENX " + key() + " " + key());
    other.send(command.get());
    other.send("EXEC");
  }

  private String some(java.util.function.IntFunction<String> text) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i <= random.nextInt(3); i++) {
      pushed.add(++next);
      words.append(text.apply(next));
    }
    return words.toString();
  }

  private void receive(Client client) {
    boolean moves = "BLMOVE".equals(client.session.lastCommand().name());
    String reply = client.receive();
    if (reply != null && !moves) {
      collect(reply);
    }
  }

  /** The elements of a reply are the numbers from 10 on; what is less is a score. */
  private void collect(String reply) {
    if (reply.startsWith("-")) {
      assertThat(reply).startsWith("-UNBLOCKED");
      return;
    }
    for (String word : reply.split("[^0-9]+")) {
      if (!word.isEmpty() && Integer.parseInt(word) >= 10) {
        popped.add(Integer.parseInt(word));
      }
    }
  }
}
