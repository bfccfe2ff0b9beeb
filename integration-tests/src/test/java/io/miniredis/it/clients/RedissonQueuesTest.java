package io.miniredis.it.clients;

import static io.miniredis.it.clients.Redissons.PATIENCE_SECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.it.MiniRedisProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.Entry;
import org.redisson.api.RBlockingDeque;
import org.redisson.api.RBlockingQueue;
import org.redisson.api.RBoundedBlockingQueue;
import org.redisson.api.RDelayedQueue;
import org.redisson.api.RDeque;
import org.redisson.api.RPriorityBlockingQueue;
import org.redisson.api.RPriorityQueue;
import org.redisson.api.RQueue;
import org.redisson.api.RRingBuffer;
import org.redisson.api.RScoredSortedSet;
import org.redisson.api.RedissonClient;
import org.redisson.api.queue.DequeMoveArgs;
import org.redisson.api.redisnode.RedisNode.InfoSection;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.api.redisnode.RedisSingle;
import org.redisson.config.Protocol;

/**
 * Redisson 4.7's queues, in RESP2 and RESP3: blocking ones wait with BLPOP and its like, the others
 * are Lua over lists, sorted sets and messages.
 */
@ParameterizedClass
@EnumSource(Protocol.class)
@SuppressWarnings("deprecation")
class RedissonQueuesTest {
  private static MiniRedisProcess server;
  private static Map<Protocol, RedissonClient> clients;

  @Parameter Protocol protocol;
  private RedissonClient redisson;
  private ExecutorService others;

  @BeforeAll
  static void start() {
    server = MiniRedisProcess.start("--io-threads", "4");
    clients = new EnumMap<>(Protocol.class);
    for (Protocol protocol : Protocol.values()) {
      clients.put(protocol, Redissons.connect(server, protocol));
    }
  }

  @AfterAll
  static void stop() {
    clients.values().forEach(RedissonClient::shutdown);
    server.close();
  }

  @BeforeEach
  void empty() {
    redisson = clients.get(protocol);
    redisson.getKeys().flushall();
    others = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
  }

  @AfterEach
  void nobodyWaits() {
    others.shutdownNow();
  }

  private static <T> T soon(Future<T> future) throws Exception {
    return future.get(PATIENCE_SECONDS, SECONDS);
  }

  /** Returns once so many clients wait in a command of the server. */
  private void untilBlocked(int clients) {
    RedisSingle node = redisson.getRedisNodes(RedisNodes.SINGLE);
    String wanted = Integer.toString(clients);
    while (!wanted.equals(node.getInstance().info(InfoSection.CLIENTS).get("blocked_clients"))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aQueueHasTwoEnds() {
    RQueue<Integer> queue = redisson.getQueue("queue");
    assertThat(queue.addAll(List.of(1, 2, 3, 4, 5))).isTrue();
    assertThat(queue.peek()).isEqualTo(1);
    assertThat(queue.poll(2)).containsExactly(1, 2);
    assertThat(queue.pollLastAndOfferFirstTo("other")).isEqualTo(5);
    assertThat(queue.readAll()).containsExactly(3, 4);

    RDeque<Integer> deque = redisson.getDeque("queue");
    deque.addFirst(0);
    assertThat(deque.addLastIfExists(9)).isEqualTo(4);
    assertThat(deque.pollLast()).isEqualTo(9);
    assertThat(deque.move(DequeMoveArgs.pollFirst().addLastTo("other"))).isZero();
    assertThat(deque.descendingIterator()).toIterable().containsExactly(4, 3);
    assertThat(deque.removeLastOccurrence(4)).isTrue();
    assertThat(redisson.getList("other").readAll()).containsExactly(5, 0);
  }

  @Test
  void whoWaitsIsServedInOrder() throws Exception {
    RBlockingQueue<String> queue = redisson.getBlockingQueue("queue");
    List<Future<String>> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      waiting.add(others.submit(() -> queue.poll(PATIENCE_SECONDS, SECONDS)));
      untilBlocked(i + 1);
    }
    queue.addAll(List.of("a", "b", "c"));
    for (int i = 0; i < 3; i++) {
      assertThat(soon(waiting.get(i))).isEqualTo(List.of("a", "b", "c").get(i));
    }
    assertThat(queue.poll()).isNull();

    Future<Entry<String, String>> any =
        others.submit(
            () -> queue.pollFromAnyWithName(Duration.ofSeconds(PATIENCE_SECONDS), "second"));
    untilBlocked(1);
    redisson.getQueue("second").add("x");
    assertThat(soon(any).getKey()).isEqualTo("second");
    assertThat(any.get().getValue()).isEqualTo("x");

    Future<String> moved = others.submit(() -> queue.takeLastAndOfferFirstTo("second"));
    untilBlocked(1);
    queue.put("y");
    assertThat(soon(moved)).isEqualTo("y");
    assertThat(redisson.getQueue("second").readAll()).containsExactly("y");
    List<String> drained = new ArrayList<>();
    queue.addAll(List.of("1", "2", "3"));
    assertThat(queue.drainTo(drained, 2)).isEqualTo(2);
    assertThat(drained).containsExactly("1", "2");
  }

  @Test
  void aBlockingDequeWaitsAtEitherEnd() throws Exception {
    RBlockingDeque<String> deque = redisson.getBlockingDeque("deque");
    Future<String> first = others.submit(deque::takeFirst);
    untilBlocked(1);
    Future<String> last = others.submit(() -> deque.pollLast(PATIENCE_SECONDS, SECONDS));
    untilBlocked(2);
    deque.putFirst("a");
    assertThat(soon(first)).isEqualTo("a");
    deque.putLast("b");
    assertThat(soon(last)).isEqualTo("b");
    Future<String> moved =
        others.submit(
            () ->
                deque.move(
                    Duration.ofSeconds(PATIENCE_SECONDS),
                    DequeMoveArgs.pollLast().addFirstTo("other")));
    untilBlocked(1);
    deque.offerFirst("c");
    assertThat(soon(moved)).isEqualTo("c");
    LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    int listener =
        deque.subscribeOnLastElements(
            element -> {
              heard.add(element);
              return CompletableFuture.completedFuture(null);
            });
    untilBlocked(1);
    deque.addAll(List.of("x", "y"));
    assertThat(Set.of(Redissons.next(heard), Redissons.next(heard))).isEqualTo(Set.of("x", "y"));
    deque.unsubscribe(listener);
  }

  @Test
  void aScoredSetWaitsToo() throws Exception {
    RScoredSortedSet<String> set = redisson.getScoredSortedSet("scored");
    Future<String> first = others.submit(set::takeFirst);
    untilBlocked(1);
    set.addAll(Map.of("low", 1.0, "mid", 2.0, "high", 3.0));
    assertThat(soon(first)).isEqualTo("low");
    assertThat(set.pollLast(Duration.ofSeconds(1), 5)).containsExactly("high", "mid");
  }

  @Test
  void aBoundedQueueMakesThePuttingOneWait() throws Exception {
    RBoundedBlockingQueue<Integer> queue = redisson.getBoundedBlockingQueue("bounded");
    assertThat(queue.trySetCapacity(2)).isTrue();
    assertThat(queue.offer(1)).isTrue();
    assertThat(queue.offer(2)).isTrue();
    assertThat(queue.offer(3)).isFalse();
    assertThat(queue.remainingCapacity()).isZero();
    Future<Boolean> putting = others.submit(() -> queue.offer(3, PATIENCE_SECONDS, SECONDS));
    assertThat(queue.take()).isEqualTo(1);
    assertThat(soon(putting)).isTrue();
    assertThat(queue.readAll()).containsExactly(2, 3);
  }

  @Test
  void aPriorityQueueIsSortedByTheClient() throws Exception {
    RPriorityQueue<Integer> queue = redisson.getPriorityQueue("priority");
    assertThat(queue.trySetComparator(Comparator.naturalOrder())).isTrue();
    queue.addAll(List.of(5, 1, 4));
    queue.offer(2);
    assertThat(queue.peek()).isEqualTo(1);
    assertThat(queue.poll()).isEqualTo(1);
    assertThat(queue.readAll()).containsExactly(2, 4, 5);

    RPriorityBlockingQueue<Integer> blocking = redisson.getPriorityBlockingQueue("blocking");
    Future<Integer> taking = others.submit(blocking::take);
    blocking.add(7);
    assertThat(soon(taking)).isEqualTo(7);
  }

  @Test
  void aRingForgetsTheOldest() {
    RRingBuffer<Integer> ring = redisson.getRingBuffer("ring");
    assertThat(ring.trySetCapacity(3)).isTrue();
    ring.addAll(List.of(1, 2, 3, 4, 5));
    assertThat(ring.readAll()).containsExactly(3, 4, 5);
    ring.setCapacity(2);
    assertThat(ring.remainingCapacity()).isZero();
    assertThat(ring.poll()).isEqualTo(4);
  }

  @Test
  void aDelayedElementComesWhenItsTimeHasCome() throws Exception {
    RBlockingQueue<String> target = redisson.getBlockingQueue("target");
    RDelayedQueue<String> delayed = redisson.getDelayedQueue(target);
    long start = System.nanoTime();
    delayed.offer("much later", 1, MINUTES);
    delayed.offer("third", 90, MILLISECONDS);
    delayed.offer("first", 20, MILLISECONDS);
    delayed.offer("second", 50, MILLISECONDS);
    assertThat(delayed.readAll()).contains("much later");
    assertThat(target.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo("first");
    assertThat(target.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo("second");
    assertThat(target.poll(PATIENCE_SECONDS, SECONDS)).isEqualTo("third");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(88));
    assertThat(delayed.remove("much later")).isTrue();
    assertThat(delayed.isEmpty()).isTrue();
    delayed.destroy();
  }
}
