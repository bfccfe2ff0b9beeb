package io.miniredis.server.engine;

import io.miniredis.server.acl.Users;
import io.miniredis.server.config.Config;
import io.miniredis.server.config.Settings;
import io.miniredis.server.pubsub.PubSub;
import io.miniredis.server.value.Hashing;
import io.miniredis.server.value.ValueLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The store and everything that its commands share: shards, commands, sessions, counters. It knows
 * no network; event loops bring a {@link Dispatcher} each.
 */
public final class Engine {
  private static final int MIN_SHARDS = 16;
  private static final int MAX_SHARDS = 64; // a set of shards is the bits of a long
  private static final int EXPIRED_A_STEP = 200;
  private static final int SAMPLE_MILLIS = 100;
  private static final long EXPIRING_NANOS_A_SECOND = 250_000_000; // with the least effort
  private static final long EXPIRING_NANOS_AN_EFFORT = 20_000_000;
  private static final int GROWN_A_STEP = 64;
  private static final long MAX_GROWING_NANOS = 2_000_000;

  private final Config config;
  private final Clock clock;
  private final CommandTable commands;
  private final Lifecycle lifecycle;
  private final Shard[] shards;
  private final int shardMask;
  private final long allShards;
  private final Databases databases;
  private final Users users;
  private final Access access;
  private final Sessions sessions = new Sessions();
  private final Pausing pausing = new Pausing();
  private final Deadlines deadlines = new Deadlines();
  private final Blocking blocking;
  private final PubSub pubsub;
  private final Notifications notifications;
  private final OutputGuard outputGuard;
  private final Identity identity;
  private final ErrorStats errors = new ErrorStats();
  private final ServerStats stats = new ServerStats();
  private final ValueLimits limits = new ValueLimits();
  private final LiveSettings live;
  private final Dispatcher ticking; // for the one thread that ticks
  private final ReentrantLock tickLock = new ReentrantLock();
  private final List<Dispatcher> dispatchers = new ArrayList<>();
  private final MemoryBudget memory;
  private final Evictor evictor;

  @SuppressWarnings("UnusedVariable")
  private volatile boolean activeExpiry = true;

  private long sampledMillis; // by the loop that ticks

  private int expiringShard; // where expiry goes on

  /**
   * @param eventLoops how many event loops will run commands
   * @param databaseCount the number of databases
   * @param lifecycle what SHUTDOWN ends
   */
  public Engine(
      Config config,
      Clock clock,
      CommandTable commands,
      int eventLoops,
      int databaseCount,
      Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
    this.config = config;
    this.clock = clock;
    this.identity = new Identity(clock.millis());
    this.users = new Users(config, new CommandCatalog(commands));
    this.outputGuard = new OutputGuard(config);
    this.pubsub = new PubSub(eventLoops);
    this.notifications = new Notifications(config, pubsub);
    pubsub.whenUncrowded(pausing::letGo);
    this.live = LiveSettings.follow(config, limits);
    this.commands = commands;
    int n = MIN_SHARDS;
    while (n < 4 * eventLoops && n < MAX_SHARDS) {
      n *= 2;
    }
    shards = new Shard[n];
    Keyspace.ExpiryListener listener = new Expired();
    for (int i = 0; i < n; i++) {
      shards[i] = new Shard(databaseCount, listener);
    }
    shardMask = n - 1;
    allShards = n == Long.SIZE ? -1L : (1L << n) - 1;
    databases = new Databases(shards, databaseCount, notifications);
    blocking = new Blocking(this, deadlines);
    memory = new MemoryBudget(this, shards);
    access = new Access(this);
    for (int i = 0; i < eventLoops; i++) {
      dispatchers.add(new Dispatcher(this, pubsub.mailbox(i)));
    }
    ticking = new Dispatcher(this, pubsub.mailbox(0));
    evictor = new Evictor(this, ticking);
    memory.follow(config);
  }

  /** One for each event loop, for its thread alone. */
  public List<Dispatcher> dispatchers() {
    return dispatchers;
  }

  public Config config() {
    return config;
  }

  public Clock clock() {
    return clock;
  }

  public CommandTable commands() {
    return commands;
  }

  public Lifecycle lifecycle() {
    return lifecycle;
  }

  /** What the rights of users mean for their clients. */
  public Access access() {
    return access;
  }

  /** Who may use the server. */
  public Users users() {
    return users;
  }

  public Sessions sessions() {
    return sessions;
  }

  /** To be called when a session's connection has ended, by its event loop. */
  public void ended(Session session) {
    sessions.closed(session);
    session.unsubscribe();
    pausing.forget(session);
    blocking.ended(session);
    unwatch(session);
  }

  /** Who is subscribed to what. */
  public PubSub pubsub() {
    return pubsub;
  }

  /** What CLIENT PAUSE holds back. */
  public Pausing pausing() {
    return pausing;
  }

  /** Which clients wait for keys. */
  public Blocking blocking() {
    return blocking;
  }

  /** What is to be done at times to come. */
  public Deadlines deadlines() {
    return deadlines;
  }

  /** Which run of the server this is. */
  public Identity identity() {
    return identity;
  }

  public ErrorStats errors() {
    return errors;
  }

  public ServerStats stats() {
    return stats;
  }

  /** What all event loops have counted of their commands, added up. */
  public CommandStats commandStats() {
    return CommandStats.sum(dispatchers.stream().map(Dispatcher::stats).toList(), commands.count());
  }

  /** Counts everything from 0 again (CONFIG RESETSTAT). */
  public void resetStats() {
    dispatchers.forEach(Dispatcher::resetStats);
    errors.reset();
    stats.reset();
  }

  boolean tracksLatency() {
    return live.latencyTracking;
  }

  /** Which clients leave too many replies untaken. */
  public OutputGuard outputGuard() {
    return outputGuard;
  }

  /** The sizes at which values change their representation. */
  public ValueLimits limits() {
    return limits;
  }

  Databases databases() {
    return databases;
  }

  /** The bytes that are used, and how many may be. */
  public MemoryBudget memory() {
    return memory;
  }

  Evictor evictor() {
    return evictor;
  }

  // ---- shards

  Shard shard(long hash) {
    return shards[Shard.index(hash, shardMask)];
  }

  int shardCount() {
    return shards.length;
  }

  Shard shardNumber(int index) {
    return shards[index];
  }

  long shardBit(long hash) {
    return 1L << Shard.index(hash, shardMask);
  }

  long allShards() {
    return allShards;
  }

  /** Locks a set of shards in ascending order, so that no two threads wait for each other. */
  void lock(long set) {
    for (long rest = set; rest != 0; rest &= rest - 1) {
      shards[Long.numberOfTrailingZeros(rest)].lock();
    }
  }

  void unlock(long set) {
    for (long rest = set; rest != 0; rest &= rest - 1) {
      shards[Long.numberOfTrailingZeros(rest)].unlock();
    }
  }

  /** Locks a set of shards beyond those that are locked, if that needs no long wait. */
  boolean tryLock(long set) {
    for (long rest = set; rest != 0; rest &= rest - 1) {
      if (!shards[Long.numberOfTrailingZeros(rest)].tryLock()) {
        unlock(set & ~rest);
        return false;
      }
    }
    return true;
  }

  /** Locks a set of shards, and those that who waits for keys of them may need beside them. */
  long lockToServe(long set) {
    lock(set);
    return widen(set);
  }

  /** Whether a key of this hash, whose shard is locked, is waited for, in any database. */
  boolean isWaitedFor(long hash) {
    return shard(hash).followers.isWaitedFor(hash);
  }

  /** Whether clients that wait for keys of locked shards need other shards too. */
  boolean reachesBeyond(long locked) {
    return (reach(locked) & ~locked) != 0;
  }

  private long reach(long locked) {
    long reach = 0;
    for (long rest = locked; rest != 0; rest &= rest - 1) {
      reach |= shards[Long.numberOfTrailingZeros(rest)].followers.reach();
    }
    return reach;
  }

  /**
   * Locks, beyond those that are locked, the shards that are needed to serve whoever waits for a
   * key of any of them: so that nobody comes between a change and those who waited for it. All are
   * let go in between, as locks are taken in order; so the command must not have begun.
   *
   * @return the shards that are locked now
   */
  long widen(long locked) {
    long all = locked;
    for (long reach = reach(all); (reach & ~all) != 0; reach = reach(all)) {
      unlock(all);
      all |= reach;
      lock(all);
    }
    return all;
  }

  /** Whether keys of locked shards have changed that clients wait for. */
  boolean hasReady(long locked) {
    for (long rest = locked; rest != 0; rest &= rest - 1) {
      if (shards[Long.numberOfTrailingZeros(rest)].followers.hasReady()) {
        return true;
      }
    }
    return false;
  }

  /** Moves the keys of locked shards that have changed and that clients wait for to a list. */
  void takeReady(long locked, List<Followed> into) {
    for (long rest = locked; rest != 0; rest &= rest - 1) {
      shards[Long.numberOfTrailingZeros(rest)].followers.takeReady(into);
    }
  }

  // ---- watched keys

  /** Watches a key for the session's transaction; the key's shard is locked. */
  void watch(Session session, int database, byte[] a, int offset, int length, long hash) {
    Followers followers = shard(hash).followers;
    Followed key = followers.follow(database, a, offset, length, hash);
    if (followers.watch(key, session.transaction())) {
      session.transaction().watch(key, shardBit(hash));
    }
  }

  /** The number of keys that clients wait for. For a command that locks all shards. */
  public int waitedKeys() {
    int n = 0;
    for (Shard shard : shards) {
      n += shard.followers.waitedKeys();
    }
    return n;
  }

  /**
   * The number of keys of which a client that waits is to be told also when they go. For a command
   * that locks all shards.
   */
  public int mindedKeys() {
    int n = 0;
    for (Shard shard : shards) {
      n += shard.followers.mindedKeys();
    }
    return n;
  }

  /** The number of keys that are watched. For a command that locks all shards. */
  public int watchedKeys() {
    int n = 0;
    for (Shard shard : shards) {
      n += shard.followers.watchedKeys();
    }
    return n;
  }

  /** Whether a key that the session watches has changed; the keys' shards are locked. */
  boolean watchedChanged(Session session, long now) {
    Transaction transaction = session.transaction();
    for (Followed key : transaction.watched()) {
      KeyName name = key.name;
      // looks, so that what has expired goes, and is a change
      shard(name.hash())
          .database(name.database())
          .locate(name.key(), 0, name.key().length, name.hash(), now);
    }
    return transaction.isTouched();
  }

  /** Ends the watch of all keys that a session watches. */
  public void unwatch(Session session) {
    Transaction transaction = session.transactionIfAny();
    if (transaction == null || transaction.watchedShards() == 0) {
      return;
    }
    long watched = transaction.watchedShards();
    lock(watched);
    try {
      for (Followed key : transaction.watched()) {
        shard(key.name.hash()).followers.unwatch(key, transaction);
      }
      transaction.unwatched();
    } finally {
      unlock(watched);
    }
  }

  /** Ends a session's transaction, if it is in one, and the watch of all keys. */
  public void discard(Session session) {
    Transaction transaction = session.transactionIfAny();
    if (transaction != null) {
      transaction.end();
      unwatch(session);
    }
  }

  /** Whether any thread holds any shard: a check for tests, exact when nothing runs. */
  public boolean anyShardLocked() {
    for (Shard shard : shards) {
      if (shard.isLocked()) {
        return true;
      }
    }
    return false;
  }

  /** Whether any client watches or waits for any key: a check for tests, under all locks. */
  boolean anyKeyFollowed() {
    for (Shard shard : shards) {
      if (!shard.followers.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Shows every database's part in every shard; the caller holds all locks. */
  void forEachKeyspace(Consumer<Keyspace> visitor) {
    for (Shard shard : shards) {
      for (int d = 0; d < databases.count(); d++) {
        Keyspace k = shard.databaseIfAny(d);
        if (k != null) {
          visitor.accept(k);
        }
      }
    }
  }

  /** Where every change that a command made to a key is announced. The key's shard is locked. */
  void announce(byte[] a, int offset, int length, long hash, int database, Event event) {
    Shard shard = shard(hash);
    shard.changes++;
    tell(shard, a, offset, length, hash, database, event);
  }

  /** Tells those who follow a key what happened to it. The key's shard is locked. */
  private void tell(
      Shard shard, byte[] a, int offset, int length, long hash, int database, Event event) {
    if (!shard.followers.isEmpty() && event.effect() != Event.Effect.NONE) {
      boolean touched = event.effect() == Event.Effect.CHANGES;
      shard.followers.changed(database, a, offset, length, hash, touched);
    }
    notifications.tell(a, offset, length, database, event);
  }

  /** What is told of keys beside their changes: that one was made, or missed. */
  Notifications notifications() {
    return notifications;
  }

  /** Changes of keys since the server began. */
  public long changes() {
    long n = 0;
    for (Shard shard : shards) {
      n += shard.changes;
    }
    return n;
  }

  // ---- expiry

  /** Whether keys are removed when their time comes, not only when somebody looks at them. */
  public void activeExpiry(boolean on) {
    activeExpiry = on;
  }

  /**
   * Removes what has expired, shard by shard and in bounded steps, as much as the time allows;
   * called about every 100 ms, by one event loop.
   */
  public void expireDue() {
    if (!activeExpiry || pausing.isOn()) {
      return;
    }
    long now = clock.millis();
    long end = clock.nanos() + expiringNanos() / config.integer(Settings.HZ);
    for (int i = 0; i < shards.length && clock.nanos() <= end; i++) {
      int shard = expiringShard;
      expiringShard = (expiringShard + 1) & shardMask;
      while (expireSome(shard, now) && clock.nanos() <= end) {
        Thread.onSpinWait(); // let others have the shard between two steps
      }
    }
  }

  private long expiringNanos() {
    int effort = config.integer(Settings.ACTIVE_EXPIRE_EFFORT);
    return EXPIRING_NANOS_A_SECOND + (effort - 1) * EXPIRING_NANOS_AN_EFFORT;
  }

  private boolean expireSome(int index, long now) {
    Shard shard = shards[index];
    boolean more = false;
    shard.lock();
    try {
      for (int d = 0; d < databases.count(); d++) {
        Keyspace k = shard.databaseIfAny(d);
        more |= k != null && k.nextExpiry() <= now && k.expireDue(now, EXPIRED_A_STEP);
      }
    } finally {
      ticking.serveAndUnlock(1L << index);
    }
    return more;
  }

  private final class Expired implements Keyspace.ExpiryListener {
    @Override
    public void expired(int database, byte[] key) {
      stats.expiredKeys.increment();
      tellOf(database, key, Event.EXPIRED);
    }

    @Override
    public void elementsExpired(int database, byte[] key, boolean emptied) {
      stats.expiredElements.increment();
      tellOf(database, key, Event.ELEMENTS_EXPIRED);
      if (emptied) {
        tellOf(database, key, Event.DEL);
      }
    }

    private void tellOf(int database, byte[] key, Event event) {
      long hash = Hashing.hash(key, 0, key.length);
      tell(shard(hash), key, 0, key.length, hash, database, event);
    }
  }

  /** Has the keys of a waiter, whose shards are locked, looked after by those who wait for them. */
  void makeReady(Waiter waiter) {
    for (WaitQueue.Place place : waiter.places) {
      shard(place.key.name.hash()).followers.makeReady(place.key);
    }
  }

  /** Has a waiter's command run again, for time has passed. */
  void serveAgain(Waiter waiter) {
    tickLock.lock(); // the dispatcher is the one of who ticks
    try {
      lock(waiter.shards);
      if (!waiter.isSettled()) {
        makeReady(waiter);
      }
      ticking.serveAndUnlock(waiter.shards);
    } finally {
      tickLock.unlock();
    }
  }

  /** Regular work, about every 100 ms, by one event loop: ends pauses, expires keys. */
  public void tick() {
    tickLock.lock(); // the event loop, and who advances the clock by hand
    try {
      tickAlone();
    } finally {
      tickLock.unlock();
    }
  }

  /**
   * Goes on with evicting keys for which a command had no more time.
   *
   * @return whether there is more to do
   */
  public boolean evictSome() {
    tickLock.lock();
    try {
      return evictor.goOn();
    } finally {
      tickLock.unlock();
    }
  }

  private void tickAlone() {
    long now = clock.millis();
    deadlines.runDue(clock.nanos());
    pausing.endIfOver(now);
    long timeout = config.integer(Settings.TIMEOUT);
    if (timeout > 0) {
      sessions.killIdle(now, timeout * 1000);
    }
    if (outputGuard.isOn(ClientType.NORMAL)
        || (pubsub.subscribers() > 0 && outputGuard.isOn(ClientType.PUBSUB))) {
      stats.outputLimitReached.add(sessions.killBehind(outputGuard, now));
    }
    expireDue();
    evictor.goOn();
    growTables();
    if (now - sampledMillis >= SAMPLE_MILLIS) {
      sampledMillis = now;
      sample(now);
    }
  }

  private void sample(long now) {
    long calls = 0;
    for (Dispatcher dispatcher : dispatchers) {
      calls += dispatcher.stats().totalCalls();
    }
    memory.recount();
    stats.sample(calls, memory.used(), now);
  }

  /** Finishes growing tables even if no insertion comes any more to do it. */
  private void growTables() {
    long end = clock.nanos() + MAX_GROWING_NANOS;
    for (Shard shard : shards) {
      for (int d = 0; d < databases.count() && clock.nanos() <= end; d++) {
        Keyspace k = shard.databaseIfAny(d);
        if (k != null && k.table.isGrowing()) {
          grow(shard, k, end);
        }
      }
    }
  }

  private void grow(Shard shard, Keyspace k, long end) {
    boolean more = true;
    while (more && clock.nanos() <= end) {
      shard.lock();
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
