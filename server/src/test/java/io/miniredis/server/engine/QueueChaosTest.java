package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.engine.LocalEngine.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients put, get and end jobs, wait, give up, go before they are told, and time passes, all by
 * chance: no job that was put is lost, none is delivered twice at a time, and those who wait are
 * served in their order.
 */
class QueueChaosTest {
  private static final int STEPS = 20_000;
  private static final Pattern JOB = Pattern.compile("\\[(q\\d|d) (\\S+) (\\S+) :(\\d+)]");

  /** A job that a client has. */
  private record Held(String queue, String id, int delivery) {}

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final LocalEngine server = new LocalEngine();
  private final Client operator = server.client();
  private final Map<String, List<Client>> lines = new LinkedHashMap<>(); // who waits, by command
  private final List<Held> held = new ArrayList<>();
  private final Set<String> deliveries = new HashSet<>();
  private final Set<String> put = new HashSet<>(); // acknowledged, and not ended
  private final Set<String> perhaps = new HashSet<>(); // put, but nobody was told
  private final Set<String> ended = new HashSet<>();
  private final Map<Client, String> putting = new LinkedHashMap<>();
  private final Set<Client> onceOnly = new HashSet<>(); // what they are given is done
  private final Map<String, Integer> releases = new LinkedHashMap<>();
  private int names;

  @ParameterizedTest
  @ValueSource(strings = {"FIFO", "LIFO", "PRIORITY"})
  void noJobIsLostAndNoneIsWithTwo(String order) {
    operator.send("Q.CREATE q0 MAXSIZE 3 LEASE 50 ORDER " + order);
    operator.send(
        "Q.CREATE q1 MAXSIZE 2 LEASE 80 MAXDELIVERIES 3 DEADLETTER d BACKOFF 5 ORDER " + order);
    for (int i = 0; i < STEPS; i++) {
      step();
      receive(random.nextInt(4) == 0);
    }
    receive(true);
    lines.values().forEach(line -> line.forEach(Client::goes));
    drain();
    assertThat(put).as("seed %s: lost", seed).isEmpty();
    assertThat(ended.size()).isGreaterThan(STEPS / 50);
    server.close();
  }

  private String queue() {
    return "q" + random.nextInt(2);
  }

  private void step() {
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> put();
      case 4, 5, 6 -> get();
      case 7, 8 -> end();
      case 9 -> leave();
      case 10 -> server.advance(Duration.ofMillis(random.nextInt(30)));
      default -> operator.send(random.nextInt(8) == 0 ? "Q.PAUSE q0" : "Q.RESUME q0");
    }
  }

  private void put() {
    String queue = queue();
    String id = "j" + ++names;
    String timeout = random.nextInt(3) == 0 ? " TIMEOUT " + (1 + random.nextInt(60)) : "";
    String delay = random.nextInt(4) == 0 ? " DELAY " + random.nextInt(40) : "";
    Client client = server.client();
    putting.put(client, id);
    answered(
        client, client.send("Q.PUT " + queue + " p ID " + id + delay + timeout), "put " + queue);
  }

  private void get() {
    String queue = queue();
    String what =
        switch (random.nextInt(4)) {
          case 0 -> "q1 q0 COUNT 2";
          case 1 -> queue + " LEASE 0";
          case 2 -> queue + " TIMEOUT " + (1 + random.nextInt(60));
          default -> queue;
        };
    Client client = server.client();
    if (what.contains("LEASE 0")) {
      onceOnly.add(client);
    }
    String line = what.length() == 2 || what.contains("T") ? "get " + queue : "get " + what;
    answered(client, client.send("Q.GET " + what), what.contains("COUNT") ? "both" : line);
  }

  private void answered(Client client, String reply, String line) {
    if (reply.equals(Client.WAITS)) {
      lines.computeIfAbsent(line, l -> new ArrayList<>()).add(client);
    } else {
      told(client, reply);
      client.goes();
    }
  }

  /** What a client is told counts. */
  private void told(Client client, String reply) {
    String id = putting.remove(client);
    if (id != null) {
      assertThat(reply).as("seed %s", seed).isIn(id, "nil");
      if (reply.equals(id) && !ended.contains(id)) { // it may have been done before it was told
        put.add(id);
      }
      return;
    }
    Matcher job = JOB.matcher(reply);
    while (job.find()) {
      String name = job.group(2);
      int delivery = Integer.parseInt(job.group(4));
      assertThat(deliveries.add(job.group(1) + name + ":" + delivery + ":" + isReleased(name)))
          .as("seed %s: delivery %s of %s twice", seed, delivery, name)
          .isTrue();
      assertThat(ended).as("seed %s: delivered though it was done", seed).doesNotContain(name);
      if (onceOnly.contains(client)) {
        done(name);
      } else {
        held.add(new Held(job.group(1), name, delivery));
      }
    }
  }

  /** How often it was released: the number of the delivery is the same again then. */
  private int isReleased(String name) {
    return releases.getOrDefault(name, 0);
  }

  private void end() {
    if (held.isEmpty()) {
      return;
    }
    Held job = held.remove(random.nextInt(held.size()));
    String of = " " + job.queue + " " + job.id;
    String fence = " DELIVERY " + job.delivery;
    switch (random.nextInt(5)) {
      case 0 -> operator.send("Q.FAIL" + of + fence);
      case 1 -> {
        if (!operator.send("Q.FAIL" + of + " RELEASE" + fence).startsWith("-")) {
          releases.merge(job.id, 1, Integer::sum);
        }
      }
      default -> {
        if (operator.send("Q.DONE" + of + fence).equals(":1")) {
          done(job.id);
        }
      }
    }
  }

  private void done(String id) {
    assertThat(ended.add(id)).as("seed %s: %s is done twice", seed, id).isTrue();
    assertThat(put.remove(id) | perhaps.remove(id) | putting.containsValue(id))
        .as("seed %s: %s was put", seed, id)
        .isTrue();
  }

  /** Somebody who waits goes, whether he was served or not. */
  private void leave() {
    List<List<Client>> some = lines.values().stream().filter(line -> !line.isEmpty()).toList();
    if (!some.isEmpty()) {
      List<Client> line = some.get(random.nextInt(some.size()));
      Client client = line.remove(random.nextInt(line.size()));
      if (random.nextInt(3) == 0 && !client.hasAnswer()) {
        operator.send("CLIENT UNBLOCK " + client.session.id());
        told(client, client.receive());
      } else {
        String id = putting.remove(client);
        if (id != null) {
          perhaps.add(id);
        }
      }
      client.goes();
    }
  }

  /** Those who were served are a line's first; some of them are told. */
  private void receive(boolean all) {
    lines.forEach(
        (name, line) -> {
          boolean waiting = false;
          for (Client client : List.copyOf(line)) {
            if (!client.hasAnswer()) {
              waiting = true;
            } else if (all || random.nextInt(3) == 0) {
              String reply = client.receive();
              assertThat(waiting && !reply.equals("nil") && !name.equals("both"))
                  .as("seed %s: %s, passed in %s", seed, reply, name)
                  .isFalse();
              told(client, reply);
              client.goes();
              line.remove(client);
            }
          }
        });
  }

  private void drain() {
    operator.send("Q.RESUME q0");
    for (int round = 0; round < 50; round++) {
      server.advance(Duration.ofMillis(200));
      for (String queue : List.of("q0", "q1", "d")) {
        Matcher job = JOB.matcher(operator.send("Q.GET " + queue + " COUNT 999 NOWAIT"));
        while (job.find()) {
          assertThat(operator.send("Q.DONE " + queue + " " + job.group(2))).isEqualTo(":1");
          done(job.group(2));
        }
      }
    }
    assertThat(operator.send("Q.JOIN q0")).isEqualTo("+OK");
    assertThat(operator.send("Q.JOIN q1")).isEqualTo("+OK");
  }
}
