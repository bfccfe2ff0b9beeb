package io.miniredis.server.engine;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.Settings;
import io.miniredis.server.pubsub.Mailbox;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells clients that cache what they read of changes (CLIENT TRACKING). A key that such a client
 * reads is entered in its shard's {@link TrackedKeys}, under the lock that the command holds, and
 * taken out when it changes: the client is told once, until it reads it again. What clients are
 * told goes through the {@link Mailbox} of their event loop, as messages do; so a client hears of
 * its own changes behind the reply.
 *
 * <p>Ids of clients that have gone stay with a key until it changes; when no client is told of
 * anything any more, all keys are forgotten.
 */
public final class Tracking {
  private static final int MOST_EVICTED = 100;
  private static final int LETTER_BYTES = 64;

  private final Shards shards;
  private final Sessions sessions;
  private final Config config;
  private final Busy busy;
  private final Broadcasts broadcasts;
  private final ChangedKeys changedByNobody;
  private final AtomicInteger clients = new AtomicInteger();
  private final AtomicLong keys = new AtomicLong();
  private volatile boolean used;

  Tracking(Shards shards, Sessions sessions, Config config, Busy busy, Mailbox loop) {
    this.shards = shards;
    this.sessions = sessions;
    this.config = config;
    this.busy = busy;
    this.broadcasts = new Broadcasts(this);
    this.changedByNobody = changedKeys(loop);
  }

  /** For the changes that the clients of an event loop make. */
  ChangedKeys changedKeys(Mailbox loop) {
    return new ChangedKeys(broadcasts, loop);
  }

  /** Whether any client ever wanted to be told of changes. */
  boolean isUsed() {
    return used;
  }

  /** The number of clients that are told of changes. */
  public int clients() {
    return clients.get();
  }

  /** The number of keys of whose changes some client is to be told because it has read them. */
  public long keys() {
    return keys.get();
  }

  /** How many times some client has read some key. For a command that locks all shards. */
  public long items() {
    long n = 0;
    for (Shard shard : shards.array()) {
      n += shard.tracked.items();
    }
    return n;
  }

  /** The number of prefixes of keys of whose changes some client is told. */
  public int prefixes() {
    return broadcasts.count();
  }

  /**
   * Has a client told of changes from now on; by its event loop.
   *
   * @param prefixes all, in the order of their bytes
   */
  public void start(Session session, TrackingMode mode, List<byte[]> prefixes) {
    TrackingState before = session.tracking;
    TrackingState state = new TrackingState(mode, List.copyOf(prefixes));
    if (before == null) {
      clients.incrementAndGet();
    } else {
      state.caching = before.caching;
    }
    used = true;
    session.tracking = state;
    for (byte[] prefix : prefixes) {
      broadcasts.add(prefix, session);
    }
  }

  /** Has a client told of changes no more; by its event loop. */
  public void stop(Session session) {
    TrackingState state = session.tracking;
    if (state != null) {
      session.tracking = null;
      clients.decrementAndGet();
      for (byte[] prefix : state.prefixes()) {
        broadcasts.remove(prefix, session);
      }
    }
  }

  /** A session's connection has ended. */
  void ended(Session session) {
    stop(session);
    forgetIfNobodyIsLeft();
  }

  private void forgetIfNobodyIsLeft() {
    for (int i = 0; clients.get() == 0 && keys.get() > 0 && i < shards.count(); i++) {
      Shard shard = shards.at(i);
      if (!shard.lockUnless(busy)) {
        busy.whenOver(this::forgetIfNobodyIsLeft);
        return;
      }
      try {
        if (clients.get() == 0) { // else one has come meanwhile that has read keys
          forgetAll(shard);
        }
      } finally {
        shard.unlock();
      }
    }
  }

  private void forgetAll(Shard shard) {
    keys.addAndGet(-shard.tracked.size());
    shard.tracked.clear();
  }

  /** A client has read a key, whose shard is locked. */
  void remember(Session session, byte[] a, int offset, int length, long hash) {
    if (shards.of(hash).tracked.add(a, offset, length, hash, session.id())) {
      keys.incrementAndGet();
    }
  }

  /**
   * A key has changed, whose shard is locked.
   *
   * @param by who has changed it, or null for nobody
   */
  void changed(Shard shard, byte[] a, int offset, int length, long hash, @Nullable Session by) {
    if (!broadcasts.isEmpty()) {
      Dispatcher loop = by == null ? null : by.loop;
      (loop == null ? changedByNobody : loop.changed()).add(a, offset, length, by);
    }
    TrackedKey key = shard.tracked.isEmpty() ? null : shard.tracked.remove(a, offset, length, hash);
    if (key != null) {
      tell(key, by);
    }
  }

  private void tell(TrackedKey key, @Nullable Session by) {
    keys.decrementAndGet();
    Invalidation message = Invalidation.of(List.of(key.key));
    for (int i = 0; i < key.count(); i++) {
      Session reader = sessions.find(key.reader(i));
      TrackingState state = reader == null ? null : reader.tracking;
      if (reader != null
          && state != null
          && !state.mode().broadcast()
          && !(state.mode().noLoop() && reader == by)) {
        send(reader, state, message);
      }
    }
  }

  /** A database has lost all its keys: everybody is to forget everything. All shards are locked. */
  public void flushed() {
    if (!used) {
      return;
    }
    for (Session session : sessions.all()) {
      TrackingState state = session.tracking;
      if (state != null) {
        send(session, state, session.protocol() == 3 ? Invalidation.ALL_3 : Invalidation.ALL_2);
      }
    }
    for (Shard shard : shards.array()) {
      forgetAll(shard);
    }
  }

  /** Whether more keys are remembered than may be. */
  boolean isCrowded() {
    if (!used) {
      return false;
    }
    long max = config.number(Settings.TRACKING_TABLE_MAX_KEYS);
    return max > 0 && keys.get() > max;
  }

  /** Forgets some of the keys that are too many; the caller holds no lock. */
  void evict() {
    for (int i = 0; i < MOST_EVICTED && isCrowded(); i++) {
      int random = ThreadLocalRandom.current().nextInt();
      for (int s = 0; s < shards.count(); s++) {
        if (evictFrom(shards.at((random + s) & (shards.count() - 1)), random >>> 8)) {
          break;
        }
      }
    }
  }

  private boolean evictFrom(Shard shard, int random) {
    if (!shard.tryLock()) { // a script may have it for long
      return false;
    }
    try {
      TrackedKey key = shard.tracked.removeAny(random);
      if (key != null) {
        tell(key, null);
      }
      return key != null;
    } finally {
      shard.unlock();
    }
  }

  /** Sends a client, or who is told in its place, what has changed. */
  void send(Session client, TrackingState state, Invalidation message) {
    long redirect = state.mode().redirect();
    if (redirect == 0) {
      put(client, new Letter(client, message, false));
      return;
    }
    Session target = sessions.find(redirect);
    if (target == null || target.closing()) {
      state.broke();
      put(client, new Broken(client, redirect));
    } else {
      put(target, new Letter(target, message, true));
    }
  }

  private static void put(Session target, Mailbox.Mail mail) {
    Dispatcher loop = target.loop;
    if (loop != null) { // else it has never said anything, so there is no way to tell it
      loop.pushes().mailbox().put(mail);
    }
  }

  private record Letter(Session target, Invalidation message, boolean redirected)
      implements Mailbox.Mail {
    @Override
    public void deliver() {
      if (target.protocol() == 3) {
        target.push(message.push());
      } else if (redirected && target.isSubscribed()) {
        target.push(message.message());
      }
    }

    @Override
    public int heapBytes() {
      return LETTER_BYTES + message.length();
    }
  }

  private record Broken(Session client, long redirect) implements Mailbox.Mail {
    @Override
    public void deliver() {
      if (client.protocol() == 3) {
        client.push(Invalidation.brokenRedirection(redirect));
      }
    }

    @Override
    public int heapBytes() {
      return LETTER_BYTES;
    }
  }
}
