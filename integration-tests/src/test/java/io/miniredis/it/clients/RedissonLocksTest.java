package io.miniredis.it.clients;

import static io.miniredis.it.clients.Redissons.PATIENCE_SECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.it.MiniRedisProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
import org.redisson.api.RCountDownLatch;
import org.redisson.api.RFencedLock;
import org.redisson.api.RLock;
import org.redisson.api.RPermitExpirableSemaphore;
import org.redisson.api.RRateLimiter;
import org.redisson.api.RReadWriteLock;
import org.redisson.api.RSemaphore;
import org.redisson.api.RTopic;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Protocol;

/**
 * Redisson 4.7's locks and what is built like them, in RESP2 and RESP3: each takes and gives by a
 * Lua script, and waits for a message of the one that gives.
 */
@ParameterizedClass
@EnumSource(Protocol.class)
@SuppressWarnings("LockNotBeforeTry") // locks are what is tested: a failed test leaves them held
class RedissonLocksTest {
  private static MiniRedisProcess server;
  private static Map<Protocol, RedissonClient> clients;

  @Parameter Protocol protocol;
  private RedissonClient redisson;
  private ExecutorService others;

  @BeforeAll
  static void start() {
    server = MiniRedisProcess.start("--io-threads", "4", "--notify-keyspace-events", "Kg");
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
    // a thread for each task: a lock belongs to a thread
    others = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
  }

  @AfterEach
  void nobodyWaits() {
    others.shutdownNow();
  }

  private static <T> T soon(Future<T> future) throws Exception {
    return future.get(PATIENCE_SECONDS, SECONDS);
  }

  @Test
  void aLockIsTakenAgainByItsHolderAndByNobodyElse() throws Exception {
    RLock lock = redisson.getLock("lock");
    lock.lock();
    assertThat(lock.tryLock()).isTrue();
    assertThat(lock.getHoldCount()).isEqualTo(2);
    assertThat(soon(others.submit(() -> lock.tryLock()))).isFalse();
    assertThat(soon(others.submit(() -> lock.isLocked() && !lock.isHeldByCurrentThread())))
        .isTrue();
    lock.unlock();
    assertThat(lock.isHeldByCurrentThread()).isTrue();

    Future<Boolean> waiting = others.submit(() -> lock.tryLock(PATIENCE_SECONDS, SECONDS));
    lock.unlock();
    assertThat(soon(waiting)).isTrue();
    assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
    assertThat(lock.forceUnlock()).isTrue();
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void threadsThatShareALockLoseNoUpdate() throws Exception {
    RLock lock = redisson.getLock("lock");
    int[] counter = new int[1];
    List<Future<?>> work = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      work.add(
          others.submit(
              () -> {
                for (int i = 0; i < 25; i++) {
                  lock.lock();
                  try {
                    counter[0]++;
                  } finally {
                    lock.unlock();
                  }
                }
              }));
    }
    for (Future<?> done : work) {
      soon(done);
    }

    assertThat(counter[0]).isEqualTo(200);
    assertThat(redisson.getKeys().count()).isZero();
  }

  @Test
  void aLeaseEndsByItselfAndTheNextOneGetsTheLock() throws Exception {
    RLock lock = redisson.getLock("lock");
    lock.lock(50, MILLISECONDS);
    assertThat(lock.remainTimeToLive()).isLessThanOrEqualTo(50);

    assertThat(soon(others.submit(() -> lock.tryLock(PATIENCE_SECONDS, 60, SECONDS)))).isTrue();
    assertThat(lock.remainTimeToLive()).isBetween(50_000L, 60_000L);
    assertThatThrownBy(lock::unlock).isInstanceOf(IllegalMonitorStateException.class);
  }

  @Test
  void theWatchdogProlongsALockUntilItIsGivenBack() throws Exception {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    RTopic topic = redisson.getTopic("__keyspace@0__:lock", StringCodec.INSTANCE);
    topic.addListener(String.class, (channel, event) -> events.add(event));
    RLock lock = redisson.getLock("lock");
    lock.lock();
    for (int prolonged = 0; prolonged < 3; prolonged++) {
      assertThat(Redissons.next(events)).isEqualTo("expire");
    }
    assertThat(lock.remainTimeToLive()).isBetween(1L, Redissons.WATCHDOG);
    assertThat(lock.isHeldByCurrentThread()).isTrue();
    lock.unlock();

    while (!Redissons.next(events).equals("del")) {
      assertThat(lock.isLocked()).isFalse();
    }
    topic.removeAllListeners();
  }

  @Test
  void aFairLockIsHadInTheOrderOfAsking() throws Exception {
    RLock lock = redisson.getFairLock("fair");
    List<String> queue = redisson.getList("redisson_lock_queue:{fair}", StringCodec.INSTANCE);
    Queue<Integer> order = new ConcurrentLinkedQueue<>();
    List<Future<?>> work = new ArrayList<>();
    lock.lock(60, SECONDS);
    for (int i = 0; i < 4; i++) {
      int mine = i;
      work.add(
          others.submit(
              () -> {
                lock.lock(60, SECONDS);
                order.add(mine);
                lock.unlock();
              }));
      while (queue.size() <= i) {
        Thread.onSpinWait();
      }
    }
    lock.unlock();
    for (Future<?> done : work) {
      soon(done);
    }

    assertThat(order).containsExactly(0, 1, 2, 3);
  }

  @Test
  void readersShareAndAWriterIsAlone() throws Exception {
    RReadWriteLock lock = redisson.getReadWriteLock("rw");
    lock.readLock().lock();
    assertThat(soon(others.submit(() -> lock.readLock().tryLock(0, 200, MILLISECONDS)))).isTrue();
    assertThat(soon(others.submit(() -> lock.writeLock().tryLock()))).isFalse();
    Future<Boolean> writer =
        others.submit(() -> lock.writeLock().tryLock(PATIENCE_SECONDS, 60, SECONDS));
    lock.readLock().unlock();
    assertThat(soon(writer)).isTrue();
    assertThat(soon(others.submit(() -> lock.readLock().tryLock()))).isFalse();
    assertThat(lock.writeLock().forceUnlock()).isTrue();

    lock.writeLock().lock();
    assertThat(lock.readLock().tryLock()).isTrue();
    lock.writeLock().unlock();
    assertThat(soon(others.submit(() -> lock.readLock().tryLock(0, 60, SECONDS)))).isTrue();
    lock.readLock().unlock();
  }

  @Test
  void severalLocksAreTakenAsOneOrNotAtAll() throws Exception {
    RLock one = redisson.getLock("one");
    RLock two = redisson.getLock("two");
    RLock both = redisson.getMultiLock(one, two);
    soon(
        others.submit(
            () -> {
              two.lock(60, SECONDS);
            }));
    assertThat(both.tryLock()).isFalse();
    assertThat(one.isLocked()).isFalse();
    two.forceUnlock();
    assertThat(both.tryLock()).isTrue();
    assertThat(one.isLocked() && two.isLocked()).isTrue();
    both.unlock();
    assertThat(one.isLocked() || two.isLocked()).isFalse();
  }

  @Test
  void everyTurnOfAFencedLockHasAHigherToken() throws Exception {
    RFencedLock lock = redisson.getFencedLock("fenced");
    long first = lock.lockAndGetToken();
    lock.unlock();
    long second = soon(others.submit(() -> lock.tryLockAndGetToken(0, 50, MILLISECONDS)));
    assertThat(second).isGreaterThan(first);
    assertThat(lock.tryLockAndGetToken(PATIENCE_SECONDS, SECONDS)).isGreaterThan(second);
    lock.unlock();
  }

  @Test
  void aSpinLockAndOneThatIsNotReentrant() throws Exception {
    RLock spin = redisson.getSpinLock("spin");
    spin.lock(50, MILLISECONDS);
    assertThat(soon(others.submit(() -> spin.tryLock(PATIENCE_SECONDS, SECONDS)))).isTrue();
    assertThat(spin.forceUnlock()).isTrue();

    RLock once = redisson.getNonReentrantLock("once");
    assertThat(once.tryLock()).isTrue();
    assertThatThrownBy(once::tryLock)
        .isInstanceOf(IllegalMonitorStateException.class)
        .hasMessageContaining("non-reentrant");
    once.unlock();
    assertThat(once.isLocked()).isFalse();
  }

  @Test
  void aSemaphoreMakesOneWaitForAnother() throws Exception {
    RSemaphore semaphore = redisson.getSemaphore("semaphore");
    assertThat(semaphore.trySetPermits(2)).isTrue();
    assertThat(semaphore.trySetPermits(5)).isFalse();
    semaphore.acquire(2);
    assertThat(semaphore.tryAcquire()).isFalse();
    Future<Boolean> waiting =
        others.submit(() -> semaphore.tryAcquire(2, Duration.ofSeconds(PATIENCE_SECONDS)));
    semaphore.release();
    assertThat(semaphore.drainPermits()).isEqualTo(1);
    semaphore.release(2);
    assertThat(soon(waiting)).isTrue();
    semaphore.addPermits(3);
    assertThat(semaphore.availablePermits()).isEqualTo(3);
  }

  @Test
  void aPermitComesBackWhenItsLeaseEnds() throws Exception {
    RPermitExpirableSemaphore semaphore = redisson.getPermitExpirableSemaphore("permits");
    assertThat(semaphore.trySetPermits(1)).isTrue();
    String brief = semaphore.acquire(60, SECONDS);
    assertThat(semaphore.tryAcquire()).isNull();
    assertThat(semaphore.updateLeaseTime(brief, 50, MILLISECONDS)).isTrue();
    String next = soon(others.submit(() -> semaphore.tryAcquire(PATIENCE_SECONDS, 60, SECONDS)));
    assertThat(next).isNotNull().isNotEqualTo(brief);
    assertThat(semaphore.tryRelease(brief)).isFalse();
    assertThat(semaphore.updateLeaseTime(next, 90, SECONDS)).isTrue();
    assertThat(semaphore.getLeaseTime(next)).isBetween(60_000L, 90_000L);
    assertThat(semaphore.acquiredPermits()).isEqualTo(1);
    semaphore.release(next);
    assertThat(semaphore.availablePermits()).isEqualTo(1);
    semaphore.setPermits(4);
    assertThat(semaphore.tryAcquire(3)).hasSize(3);
  }

  @Test
  void aLatchLetsAllGoAtZero() throws Exception {
    RCountDownLatch latch = redisson.getCountDownLatch("latch");
    assertThat(latch.trySetCount(3)).isTrue();
    List<Future<Boolean>> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      waiting.add(others.submit(() -> latch.await(PATIENCE_SECONDS, SECONDS)));
    }
    latch.countDown();
    latch.countDown();
    assertThat(latch.getCount()).isEqualTo(1);
    assertThat(latch.await(1, MILLISECONDS)).isFalse();
    latch.countDown();
    for (Future<Boolean> done : waiting) {
      assertThat(soon(done)).isTrue();
    }
  }

  @Test
  void aRateIsKept() {
    RRateLimiter limiter = redisson.getRateLimiter("rate");
    assertThat(limiter.trySetRate(RateType.OVERALL, 3, Duration.ofMinutes(1))).isTrue();
    assertThat(limiter.trySetRate(RateType.OVERALL, 9, Duration.ofMinutes(1))).isFalse();
    assertThat(limiter.tryAcquire(2)).isTrue();
    assertThat(limiter.availablePermits()).isEqualTo(1);
    assertThat(limiter.tryAcquire(2)).isFalse();
    assertThat(limiter.tryAcquire()).isTrue();
    assertThat(limiter.tryAcquire()).isFalse();
    assertThat(limiter.getConfig().getRate()).isEqualTo(3);

    assertThat(limiter.delete()).isTrue();
    limiter.trySetRate(RateType.OVERALL, 2, Duration.ofMillis(100));
    long start = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      limiter.acquire();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(150));
  }
}
