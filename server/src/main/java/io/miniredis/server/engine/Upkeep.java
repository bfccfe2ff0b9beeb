package io.miniredis.server.engine;

import io.miniredis.server.config.Settings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The server's regular work, about every 100 ms: ends pauses and idle clients, removes what has
 * expired, goes on evicting and growing tables, in bounded steps. Done by one thread at a time: an
 * event loop, or who advances the clock by hand.
 */
public final class Upkeep {
  private static final int EXPIRED_A_STEP = 200;
  private static final int SAMPLE_MILLIS = 100;
  private static final long EXPIRING_NANOS_A_SECOND = 250_000_000; // with the least effort
  private static final long EXPIRING_NANOS_AN_EFFORT = 20_000_000;
  private static final int GROWN_A_STEP = 64;
  private static final long MAX_GROWING_NANOS = 2_000_000;

  private final Engine engine;
  private final Shards shards;
  private final Clock clock;
  private final Dispatcher dispatcher; // for whoever has the lock
  private final Evictor evictor;
  private final DueValues dueValues;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean activeExpiry = true;
  private final List<Runnable> others = new CopyOnWriteArrayList<>();
  private long sampledMillis;
  private int expiringShard; // where expiry goes on

  /**
   * @param dispatcher one of no event loop
   */
  Upkeep(Engine engine, Dispatcher dispatcher) {
    this.engine = engine;
    this.shards = engine.shards();
    this.clock = engine.clock();
    this.dispatcher = dispatcher;
    this.evictor = new Evictor(engine, dispatcher);
    this.dueValues = new DueValues(engine, dispatcher);
  }

  Evictor evictor() {
    return evictor;
  }

  /** Regular work, about every 100 ms, by one event loop: ends pauses, expires keys. */
  public void tick() {
    lock.lock(); // the event loop, and who advances the clock by hand
    try {
      tickAlone();
    } finally {
      lock.unlock();
    }
  }

  /** Has something else be done each time; it must not take long. */
  public void alsoAtEachTick(Runnable work) {
    others.add(work);
  }

  private void tickAlone() {
    others.forEach(Runnable::run);
    if (engine.busy().isOn()) {
      return; // as time stands still for the keys
    }
    long now = clock.millis();
    engine.deadlines().runDue(clock.nanos());
    engine.pausing().endIfOver(now);
    long timeout = engine.config().integer(Settings.TIMEOUT);
    if (timeout > 0) {
      engine.sessions().killIdle(now, timeout * 1000);
    }
    if (engine.outputGuard().isOn(ClientType.NORMAL)
        || ((engine.pubsub().subscribers() > 0 || engine.monitors().isOn())
            && engine.outputGuard().isOn(ClientType.PUBSUB))) {
      engine
          .stats()
          .outputLimitReached
          .add(engine.sessions().killBehind(engine.outputGuard(), now));
    }
    expireDue();
    evictor.goOn();
    growTables();
    if (now - sampledMillis >= SAMPLE_MILLIS) {
      sampledMillis = now;
      sample(now);
    }
  }

  /**
   * Goes on with evicting keys for which a command had no more time.
   *
   * @return whether there is more to do
   */
  public boolean evictSome() {
    if (engine.busy().isOn()) {
      return true;
    }
    lock.lock();
    try {
      return evictor.goOn();
    } finally {
      lock.unlock();
    }
  }

  /** A value of a shard has something to be done. */
  void ring(int shard) {
    lock.lock();
    try {
      dueValues.ring(shard);
    } finally {
      lock.unlock();
    }
  }

  /** Has a waiter's command run again, for time has passed. */
  void serveAgain(Waiter waiter) {
    lock.lock(); // the dispatcher is the one of who ticks
    try {
      if (!shards.lockUnless(engine.busy(), waiter.shards)) {
        engine.busy().whenOver(() -> waiter.session.link().execute(() -> serveAgain(waiter)));
        return;
      }
      if (!waiter.isSettled()) {
        shards.makeReady(waiter);
      }
      dispatcher.serveAndUnlock(waiter.shards);
    } finally {
      lock.unlock();
    }
  }

  /** Whether keys are removed when their time comes, not only when somebody looks at them. */
  public void activeExpiry(boolean on) {
    activeExpiry = on;
  }

  /**
   * Removes what has expired, shard by shard and in bounded steps, as much as the time allows;
   * called about every 100 ms, by one event loop.
   */
  public void expireDue() {
    if (!activeExpiry || engine.pausing().isOn()) {
      return;
    }
    long now = clock.millis();
    long begin = clock.nanos();
    long end = begin + expiringNanos() / engine.config().integer(Settings.HZ);
    for (int i = 0; i < shards.count() && clock.nanos() <= end; i++) {
      int shard = expiringShard;
      expiringShard = (expiringShard + 1) & (shards.count() - 1);
      while (expireSome(shard, now) && clock.nanos() <= end) {
        Thread.onSpinWait(); // let others have the shard between two steps
      }
    }
    engine.observing().took("expire-cycle", clock.nanos() - begin);
  }

  private long expiringNanos() {
    int effort = engine.config().integer(Settings.ACTIVE_EXPIRE_EFFORT);
    return EXPIRING_NANOS_A_SECOND + (effort - 1) * EXPIRING_NANOS_AN_EFFORT;
  }

  private boolean expireSome(int index, long now) {
    Shard shard = shards.at(index);
    boolean more = false;
    if (!shard.lockUnless(engine.busy())) {
      return false;
    }
    try {
      for (int d = 0; d < shard.databases(); d++) {
        Keyspace k = shard.databaseIfAny(d);
        more |= k != null && k.nextExpiry() <= now && k.expireDue(now, EXPIRED_A_STEP);
      }
    } finally {
      dispatcher.serveAndUnlock(1L << index);
    }
    return more;
  }

  private void sample(long now) {
    long calls = 0;
    long batches = 0;
    long worked = 0;
    for (Dispatcher each : engine.dispatchers()) {
      calls += each.stats().totalCalls();
      batches += each.stats().reads();
      worked += each.stats().workedNanos();
    }
    engine.memory().recount();
    engine.stats().sample(calls, batches, worked, engine.memory().used(), now);
  }

  /** Finishes growing tables even if no insertion comes any more to do it. */
  private void growTables() {
    long end = clock.nanos() + MAX_GROWING_NANOS;
    for (Shard shard : shards.array()) {
      for (int d = 0; d < shard.databases() && clock.nanos() <= end; d++) {
        Keyspace k = shard.databaseIfAny(d);
        if (k != null && k.table.isGrowing()) {
          grow(shard, k, end);
        }
      }
    }
  }

  private void grow(Shard shard, Keyspace k, long end) {
    boolean more = true;
    while (more && clock.nanos() <= end && shard.lockUnless(engine.busy())) {
      try {
        for (int i = 0; i < GROWN_A_STEP && more; i++) {
          more = k.table.growSome();
        }
        shard.recount();
      } finally {
        shard.unlock();
      }
    }
  }
}
