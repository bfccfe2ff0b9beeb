package io.miniredis.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Some producers and workers on one queue, while their connections are cut, their programs die, the
 * network holds everything up, and leases run out. Then all is let go on, and accounts are made up.
 */
final class ChaosRound {
  private static final Duration LEASE = Duration.ofSeconds(2);

  private final ChaosServer server;
  private final CuttableProxy network;
  private final String name;
  private final Random random;
  private final ChaosCounts counts;
  private final boolean deadLetters;
  private final int maxDeliveries;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> successes = new ConcurrentHashMap<>();
  private final Set<String> handledDeliveries = ConcurrentHashMap.newKeySet();
  private final Set<String> releasedWhileRunning = ConcurrentHashMap.newKeySet();
  private final Set<String> handledTwice = ConcurrentHashMap.newKeySet();
  private final List<MiniRedisQueues> clients = new ArrayList<>();
  private final List<Program> workers = new ArrayList<>();
  private volatile boolean producing = true;

  ChaosRound(ChaosServer server, String name, long seed, ChaosCounts counts) {
    this.server = server;
    this.network = server.network;
    this.name = name;
    this.random = new Random(seed);
    this.counts = counts;
    this.deadLetters = random.nextBoolean();
    this.maxDeliveries = random.nextInt(3) == 0 ? 0 : 2 + random.nextInt(3);
  }

  void run() throws InterruptedException {
    create();
    List<Thread> producers = new ArrayList<>();
    int many = 1 + random.nextInt(3);
    for (int i = 0; i < many; i++) {
      producers.add(startProducer(i, random.nextLong()));
    }
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      workers.add(startWorker(random.nextLong()));
    }
    for (int steps = 5 + random.nextInt(15); steps > 0; steps--) {
      LockSupport.parkNanos(random.nextInt(5_000_000));
      strike();
    }
    network.goOn();
    producing = false;
    for (Thread producer : producers) {
      producer.interrupt();
      producer.join();
    }
    finish();
    clients.forEach(MiniRedisQueues::close);
    makeUpAccounts();
  }

  private void create() {
    List<Object> words = new ArrayList<>(List.of("Q.CREATE", name, "DEDUP", 3_600_000));
    words.addAll(List.of("ORDER", Order.values()[random.nextInt(3)]));
    words.addAll(List.of("MAXSIZE", random.nextBoolean() ? 0 : 1 + random.nextInt(20)));
    if (maxDeliveries > 0) {
      words.addAll(List.of("MAXDELIVERIES", maxDeliveries));
    }
    if (deadLetters) {
      words.addAll(List.of("DEADLETTER", name + "-dead"));
    }
    if (random.nextBoolean()) {
      words.addAll(List.of("BACKOFF", 1 + random.nextInt(500)));
    }
    server.call(words.toArray());
  }

  private MiniRedisQueues connect() {
    while (true) {
      try {
        MiniRedisQueues client = MiniRedisQueues.connect(network.uri() + "?timeout=5s");
        clients.add(client);
        return client;
      } catch (QueueConnectionException cut) {
        counts.cuts.increment();
      }
    }
  }

  // ---- those who put

  private Thread startProducer(int number, long seed) {
    Queue<String> queue = connect().queue(name, Codec.string());
    return Thread.startVirtualThread(() -> produce(queue, number, new Random(seed)));
  }

  private void produce(Queue<String> queue, int number, Random mine) {
    for (int i = 0; producing; i++) {
      String payload = number + "/" + i;
      try {
        put(queue, payload, mine);
        counts.put.increment();
      } catch (QueueFullException full) {
        counts.refused.increment();
      } catch (InterruptedException end) {
        counts.refused.increment();
        return;
      } catch (QueueException unknown) {
        counts.unknown.increment();
      }
    }
  }

  private void put(Queue<String> queue, String payload, Random mine) throws InterruptedException {
    PutOptions options =
        mine.nextInt(4) == 0
            ? PutOptions.defaults().delay(Duration.ofMillis(mine.nextInt(3000)))
            : PutOptions.defaults();
    switch (mine.nextInt(4)) {
      case 0 -> {
        List<String> batch = List.of(payload, payload + "/second");
        queue.putAllNowait(batch, options);
        acknowledged.addAll(batch);
        return;
      }
      case 1 -> queue.put(payload, options.id(payload));
      case 2 -> queue.put(payload, options, Duration.ofMillis(mine.nextInt(10)));
      default -> queue.put(payload, options);
    }
    acknowledged.add(payload);
  }

  // ---- those who work

  /** A worker and the client that it has for itself. */
  private record Program(MiniRedisQueues client, Worker worker) {}

  private Program startWorker(long seed) {
    MiniRedisQueues client = connect();
    Random mine = new Random(seed);
    return new Program(
        client,
        Worker.builder(client.queue(name, Codec.string()), job -> handle(job, mine))
            .concurrency(1 + mine.nextInt(8))
            .prefetch(mine.nextInt(10))
            .lease(LEASE)
            .listener(
                new WorkerListener() {
                  @Override
                  public void released(String queue, String id) {
                    releasedWhileRunning.add(id);
                  }
                })
            .start());
  }

  private void handle(Job<String> job, Random mine) throws Exception {
    int what;
    synchronized (mine) {
      what = mine.nextInt(10);
    }
    if (what == 0) {
      Thread.sleep(1); // for an interrupt to find it
    }
    if (what == 1) {
      throw new IllegalStateException("an attempt that failed");
    }
    if (!handledDeliveries.add(job.id() + " " + job.deliveries() + " " + job.payload())) {
      handledTwice.add(job.id());
    }
    successes.computeIfAbsent(job.payload(), payload -> new AtomicInteger()).incrementAndGet();
  }

  // ---- what happens to them

  private void strike() throws InterruptedException {
    switch (random.nextInt(18)) {
      case 0 -> {
        server.restart();
        counts.restarts.increment();
      }
      case 1, 2 -> {
        network.cut();
        counts.cuts.increment();
      }
      case 3, 4, 5, 6 -> {
        network.cutOne(random.nextInt(1000));
        counts.cuts.increment();
      }
      case 7, 8 -> {
        network.hold();
        LockSupport.parkNanos(random.nextInt(10_000_000));
        network.goOn();
        counts.pauses.increment();
      }
      case 9, 10 -> {
        server.clock.advance(Duration.ofMillis(random.nextInt(3000)));
        counts.leaps.increment();
      }
      case 11, 12 -> {
        kill(random.nextInt(workers.size()));
        counts.kills.increment();
      }
      case 13, 14 -> {
        int which = random.nextInt(workers.size());
        workers.get(which).worker.stop(Duration.ofMillis(random.nextInt(20)));
        workers.set(which, startWorker(random.nextLong()));
        counts.stops.increment();
      }
      default -> server.clock.advance(Duration.ofMillis(random.nextInt(100)));
    }
  }

  /** As if its program had been killed: what it held stays leased until the lease runs out. */
  private void kill(int which) {
    workers.get(which).client.close();
    workers.set(which, startWorker(random.nextLong()));
  }

  // ---- the end

  /** Lets time pass until no job is unfinished. */
  private void finish() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (fact("unfinished") > 0) {
      server.clock.advance(Duration.ofMillis(100));
      LockSupport.parkNanos(1_000_000);
      if (System.nanoTime() > end) {
        throw new AssertionError("jobs do not come to an end: " + server.call("Q.INFO", name));
      }
    }
    for (Program program : workers) {
      program.worker.stop(Duration.ofSeconds(10));
    }
  }

  private void makeUpAccounts() {
    Set<String> lost = new HashSet<>(acknowledged);
    lost.removeAll(successes.keySet());
    Set<String> dead = deadPayloads();
    lost.removeAll(dead);
    long duplicates =
        successes.values().stream().mapToLong(times -> times.get() - 1).filter(n -> n > 0).sum();
    long expired = fact("total-expired");
    counts.acknowledged.add(acknowledged.size());
    counts.dead.add(dead.size());
    counts.lost.add(lost.size());
    counts.duplicates.add(duplicates);
    counts.expired.add(expired);
    assertThat(lost).as("acknowledged, and neither done nor dead").isEmpty();
    handledTwice.removeAll(releasedWhileRunning); // the handler was through all the same
    assertThat(handledTwice).as("handled twice in one delivery").isEmpty();
    assertThat(duplicates)
        .as("duplicates, of leases that ran out and jobs given back")
        .isLessThanOrEqualTo(expired + releasedWhileRunning.size());
    server.call("DEL", name, name + "-dead");
  }

  private Set<String> deadPayloads() {
    Set<String> payloads = new HashSet<>();
    String where = deadLetters ? name + "-dead" : name;
    String state = deadLetters ? "READY" : "DEAD";
    for (Object job : (List<?>) server.call("Q.PEEK", where, "STATE", state, 0, 1_000_000)) {
      List<?> facts = (List<?>) job;
      payloads.add((String) facts.get(facts.indexOf("payload") + 1));
    }
    return payloads;
  }

  private long fact(String fact) {
    List<?> facts = (List<?>) server.call("Q.INFO", name);
    return (Long) facts.get(facts.indexOf(fact) + 1);
  }
}
