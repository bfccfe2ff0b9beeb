package io.miniredis.server.engine;

/** The keys that clients watch for their transactions (WATCH). */
public final class Watching {
  private final Shards shards;
  private final Busy busy;

  Watching(Shards shards, Busy busy) {
    this.shards = shards;
    this.busy = busy;
  }

  /** Watches a key for the session's transaction; the key's shard is locked. */
  void watch(Session session, int database, byte[] a, int offset, int length, long hash) {
    Followers followers = shards.of(hash).followers;
    Followed key = followers.follow(database, a, offset, length, hash);
    if (followers.watch(key, session.transaction())) {
      session.transaction().watch(key, shards.bit(hash));
    }
  }

  /** Whether a key that the session watches has changed; the keys' shards are locked. */
  boolean watchedChanged(Session session, long now) {
    Transaction transaction = session.transaction();
    for (Followed key : transaction.watched()) {
      KeyName name = key.name;
      // looks, so that what has expired goes, and is a change
      shards
          .of(name.hash())
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
    if (!shards.lockUnless(busy, watched)) {
      busy.whenOver(() -> session.link().execute(() -> unwatch(session)));
      return;
    }
    try {
      for (Followed key : transaction.watched()) {
        shards.of(key.name.hash()).followers.unwatch(key, transaction);
      }
      transaction.unwatched();
    } finally {
      shards.unlock(watched);
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

  /** The number of keys that are watched. For a command that locks all shards. */
  public int keys() {
    return shards.watchedKeys();
  }
}
