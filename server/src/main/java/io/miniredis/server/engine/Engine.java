package io.miniredis.server.engine;

import io.miniredis.server.acl.Users;
import io.miniredis.server.config.Config;
import io.miniredis.server.pubsub.PubSub;
import io.miniredis.server.value.Hashing;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.ValueLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The store and everything that its commands share: shards, commands, sessions, counters. It knows
 * no network; event loops bring a {@link Dispatcher} each.
 */
public final class Engine {

  private final Config config;
  private final Clock clock;
  private final CommandTable commands;
  private final Lifecycle lifecycle;
  private final Shards shards;
  private final Watching watching;
  private final Tracking tracking;
  private final Upkeep upkeep;
  private final Databases databases;
  private final Users users;
  private final Access access;
  private final Sessions sessions = new Sessions();
  private final Pausing pausing = new Pausing();
  private final Busy busy = new Busy();
  private final ChangeLog changeLog = new ChangeLog();
  private final Durability durability = new Durability(pausing::letGo);
  private volatile @Nullable String writeRefusal;
  private @Nullable Snapshot<?> snapshot; // this and the next change while all shards are locked
  private boolean looksBeforeWrites;
  private final Ticks ticks;
  private final Deadlines deadlines = new Deadlines();
  private final Blocking blocking;
  private final PubSub pubsub;
  private final Notifications notifications;
  private final OutputGuard outputGuard;
  private final Identity identity;
  private final Observing observing;
  private final Monitors monitors;
  private final ErrorStats errors = new ErrorStats();
  private final ServerStats stats = new ServerStats();
  private final ValueLimits limits = new ValueLimits();
  private final LoadingState loading = new LoadingState();
  private final Dataset dataset;
  private final LiveSettings live;
  private final List<Dispatcher> dispatchers = new ArrayList<>();
  private final ConcurrentHashMap<Class<?>, Object> parts = new ConcurrentHashMap<>();
  private final MemoryBudget memory;

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
    this.ticks = new Ticks(clock);
    this.identity = new Identity(clock.millis());
    this.users = new Users(config, new CommandCatalog(commands));
    this.outputGuard = new OutputGuard(config);
    this.pubsub = new PubSub(eventLoops);
    this.notifications = new Notifications(config, pubsub);
    pubsub.whenUncrowded(pausing::letGo);
    this.observing = new Observing(config, clock);
    this.monitors = new Monitors(clock);
    this.live = LiveSettings.follow(config, limits);
    this.commands = commands;
    shards =
        new Shards(
            eventLoops,
            databaseCount,
            new Expired(),
            i -> new Alarm(deadlines, ticks, () -> ring(i)));
    watching = new Watching(shards, busy);
    tracking = new Tracking(shards, sessions, config, busy, pubsub.mailbox(0));
    databases = new Databases(shards.array(), databaseCount, notifications, tracking);
    dataset = new Dataset(this);
    blocking = new Blocking(this, deadlines);
    memory = new MemoryBudget(this, shards.array());
    access = new Access(this);
    for (int i = 0; i < eventLoops; i++) {
      dispatchers.add(new Dispatcher(this, pubsub.mailbox(i)));
    }
    upkeep = new Upkeep(this, new Dispatcher(this, pubsub.mailbox(0)));
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
    watching.unwatch(session);
    tracking.ended(session);
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

  /** The time of values that have something to be done. */
  public Ticks ticks() {
    return ticks;
  }

  /** What is to be done at times to come. */
  public Deadlines deadlines() {
    return deadlines;
  }

  /** From where everything that follows writes gets them. */
  public ChangeLog changeLog() {
    return changeLog;
  }

  /** Whether the dataset is being loaded. */
  public LoadingState loading() {
    return loading;
  }

  /** All that the keys hold, for snapshots. */
  public Dataset dataset() {
    return dataset;
  }

  /** Has commands that write be refused with an error, or with null no longer. */
  public void refuseWrites(@Nullable String line) {
    writeRefusal = line;
  }

  @Nullable String writeRefusal() {
    return writeRefusal;
  }

  /** Whether what was changed is on the disk. */
  public Durability durability() {
    return durability;
  }

  /** Whether a script runs long. */
  public Busy busy() {
    return busy;
  }

  /**
   * A part of the server that the engine does not know: made when it is first asked for, and the
   * same from then on.
   */
  public <T> T part(Class<T> type, Function<Engine, T> make) {
    Object part = parts.get(type);
    return type.cast(part != null ? part : parts.computeIfAbsent(type, t -> make.apply(this)));
  }

  /** Which run of the server this is. */
  public Identity identity() {
    return identity;
  }

  /** Who is shown every command. */
  public Monitors monitors() {
    return monitors;
  }

  /** What is remembered of what took long. */
  public Observing observing() {
    return observing;
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

  /** How many keys the databases hold that are not empty: without locks, so a moment old. */
  public List<KeyCount> keyCounts() {
    return databases.counts();
  }

  /** The bytes that are used, and how many may be. */
  public MemoryBudget memory() {
    return memory;
  }

  /** All keys, by their hashes. */
  Shards shards() {
    return shards;
  }

  /** The keys that clients watch. */
  public Watching watching() {
    return watching;
  }

  /** Who is told of changes of what was read. */
  public Tracking tracking() {
    return tracking;
  }

  private void ring(int shard) {
    upkeep.ring(shard);
  }

  /** The server's regular work. */
  public Upkeep upkeep() {
    return upkeep;
  }

  /**
   * Where every change that a command made to a key is announced. The key's shard is locked.
   *
   * @param by whose command it was, or null if nobody's
   */
  void announce(
      byte[] a,
      int offset,
      int length,
      long hash,
      int database,
      Event event,
      @Nullable Session by) {
    Shard shard = shards.of(hash);
    shard.changes++;
    if (tracking.isUsed() && event.effect() == Event.Effect.CHANGES) {
      tracking.changed(shard, a, offset, length, hash, by);
    }
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
    return shards.changes();
  }

  /** Has somebody be told of every change from now on, or nobody. */
  public void follow(ChangeLog.@Nullable Follower follower) {
    shards.lock(shards.all());
    try {
      changeLog.follow(follower);
      looksBeforeWrites = follower != null || snapshot != null;
    } finally {
      shards.unlock(shards.all());
    }
  }

  /**
   * Begins a snapshot: one at a time.
   *
   * @param images makes what collects keys and their values
   * @param moment is done at the moment of which the snapshot is: what is told of changes
   *     afterwards is not in it
   */
  public <I extends Snapshot.Images> Snapshot<I> snapshot(Supplier<I> images, Runnable moment) {
    shards.lock(shards.all());
    try {
      if (snapshot != null) {
        throw new IllegalStateException("a snapshot is being taken");
      }
      Snapshot<I> begun = new Snapshot<>(this, images);
      snapshot = begun;
      looksBeforeWrites = true;
      changeLog.reselect();
      moment.run();
      return begun;
    } finally {
      shards.unlock(shards.all());
    }
  }

  void snapshotEnded() {
    shards.lock(shards.all());
    try {
      snapshot = null;
      looksBeforeWrites = changeLog.isOn();
    } finally {
      shards.unlock(shards.all());
    }
  }

  /** Whether anybody minds what is about to change. Asked with a shard locked. */
  boolean looksBeforeWrites() {
    return looksBeforeWrites;
  }

  /** A key has gone without a command that says so. Its shard is locked. */
  void logDeletion(int database, byte[] key, int offset, int length) {
    if (changeLog.isOn()) {
      changeLog.deleted(database, key, offset, length);
    }
  }

  private final class Expired implements Keyspace.ExpiryListener {
    @Override
    public void expired(int database, byte[] key) {
      stats.expiredKeys.increment();
      logDeletion(database, key, 0, key.length);
      tellOf(database, key, Event.EXPIRED);
    }

    @Override
    public void elementExpires(int database, byte[] key, Slice element) {
      if (changeLog.isOn()) {
        changeLog.fieldDeleted(database, key, element);
      }
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
      if (tracking.isUsed()) {
        tracking.changed(shards.of(hash), key, 0, key.length, hash, null);
      }
      tell(shards.of(hash), key, 0, key.length, hash, database, event);
    }
  }
}
