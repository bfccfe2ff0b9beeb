package io.miniredis.server.engine;

import io.miniredis.server.value.Hashing;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.RecordTable;
import io.miniredis.server.value.Slice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a command declared among its arguments: their hashes, and the ways from an
 * argument's index to the slot of the keyspace. Reaching for an argument that is no declared key
 * throws.
 */
abstract class KeyArguments extends Arguments {
  private static final long[] NO_ELEMENTS = new long[Prefetcher.MAX];
  private static final int MAX_CACHED = 4096;

  final Engine engine;
  final Dispatcher dispatcher;
  Session session;
  Spec spec;
  int database;
  long now;

  private final Slice keyView = new Slice();
  private int soleKey;
  private long soleHash;
  private long[] hashes = new long[16];
  private int[] declared = new int[16];
  private int generation;
  private final long[] prefetched = new long[Prefetcher.MAX];

  // where the key that was looked for last is, as long as nothing was inserted or removed
  private int located;
  private long locatedToken;

  @SuppressWarnings("NullAway.Init") // session and spec come with begin()
  KeyArguments(Engine engine, Dispatcher dispatcher) {
    this.engine = engine;
    this.dispatcher = dispatcher;
  }

  /** Begins a command without any key declared. */
  final void beginKeys(Session session, Spec spec, long now) {
    this.session = session;
    this.spec = spec;
    this.now = now;
    database = session.database;
    soleKey = 0;
    located = 0;
    generation++;
  }

  @Override
  void forget() {
    super.forget();
    keyView.clear();
  }

  /** Gives back what a command with very many keys made grow. */
  final void endKeys() {
    if (declared.length > MAX_CACHED) {
      declared = new int[16];
      hashes = new long[16];
    }
  }

  /** Declares the only key; returns the bit of its shard. */
  final long declareSole(int index, long hash) {
    soleKey = index;
    soleHash = hash;
    return engine.shards().bit(hash);
  }

  /** Declares one of several keys; returns the bit of its shard. */
  final long declare(int index) {
    if (index >= declared.length) {
      int capacity = Math.max(index + 1, 2 * declared.length);
      declared = Arrays.copyOf(declared, capacity);
      hashes = Arrays.copyOf(hashes, capacity);
    }
    declared[index] = generation;
    long hash = Hashing.hash(buffer(), offset(index), length(index));
    hashes[index] = hash;
    return engine.shards().bit(hash);
  }

  /** Has the records of the declared keys brought near, where there are several. */
  final void prefetch(Prefetcher prefetcher, KeyFinder keys) {
    int n = keys.count();
    for (int from = 0; n > 1 && from < n; from += prefetched.length) {
      int some = Math.min(prefetched.length, n - from);
      for (int i = 0; i < some; i++) {
        prefetched[i] = hashes[keys.index(from + i)];
      }
      prefetcher.touch(database, prefetched, NO_ELEMENTS, some);
    }
  }

  /** Looks for keys in another database for the rest of this call (COPY, MOVE). */
  public final void useDatabase(int number) {
    database = number;
    located = 0;
  }

  /** Where the key is, or less than 0; a use of the key, and perhaps a hit or a miss. */
  final long locateRead(int arg) {
    long token = locate(arg);
    if (spec.countsLookups) {
      count(arg, token >= 0);
    }
    if (token >= 0) {
      touchRecord(keyspace(arg).table.at(token));
    }
    return token;
  }

  /** Counts a lookup. */
  final void count(boolean hit) {
    if (hit) {
      dispatcher.stats().keyspaceHits++;
    } else {
      dispatcher.stats().keyspaceMisses++;
    }
  }

  /** Counts a lookup, and tells of a miss. */
  final void count(int arg, boolean hit) {
    count(hit);
    if (!hit) {
      engine.notifications().tell(buffer(), offset(arg), length(arg), database, Event.KEY_MISS);
    }
  }

  /** Marks an element as just used, unless the client wants no such marks. */
  final void touchRecord(Object element) {
    if (!session.noTouch()) {
      use(element);
    }
  }

  /** Marks an element as just used, whatever the client wants. */
  final void use(Object element) {
    byte[] r = RecordTable.recordOf(element);
    int before = Record.access(r);
    int bits = dispatcher.access().used(before);
    if (bits != before) {
      Record.access(r, bits);
    }
  }

  /** The access bits of what is put at a key's place: an older frequency goes on. */
  final int accessBits(int arg) {
    AccessClock access = dispatcher.access();
    Object old = access.frequencies() ? element(arg) : null;
    return old == null ? access.fresh() : access.used(Record.access(RecordTable.recordOf(old)));
  }

  /** What the key's slot holds, or null if it does not exist. Does not touch it. */
  final @Nullable Object element(int arg) {
    long token = locate(arg);
    return token < 0 ? null : keyspace(arg).table.at(token);
  }

  /** Where the key is, or less than 0. */
  final long locate(int arg) {
    if (located == arg) {
      return locatedToken;
    }
    long token = keyspace(arg).locate(buffer(), offset(arg), length(arg), hash(arg), now);
    if (engine.looksBeforeWrites() && !spec.is(Flag.READONLY)) {
      token = beforeWrite(arg, token);
    }
    located = arg;
    locatedToken = token;
    return token;
  }

  /**
   * A snapshot takes down what is about to change. And elements that are due go before a command
   * that is logged works on them: done again later, it would meet them.
   */
  private long beforeWrite(int arg, long token) {
    Keyspace keys = keyspace(arg);
    keys.beforeChange(buffer(), offset(arg), length(arg), hash(arg), token);
    boolean gone = token >= 0 && engine.changeLog().isOn() && !keys.settle(token, hash(arg), now);
    return gone ? RecordTable.ABSENT : token;
  }

  final Keyspace keyspace(int arg) {
    return engine.shards().of(hash(arg)).database(database);
  }

  final long hash(int arg) {
    if (arg == soleKey && arg != 0) {
      return soleHash;
    }
    if (arg < declared.length && declared[arg] == generation) {
      return hashes[arg];
    }
    if (spec.locks() == Spec.Locks.ALL) {
      declare(arg);
      return hashes[arg];
    }
    throw new IllegalStateException(
        spec.name() + " reaches for argument " + arg + ", which it did not declare as a key");
  }

  /** The bytes of an argument; one such view at a time. */
  final Slice key(int arg) {
    return keyView.wrap(buffer(), offset(arg), length(arg));
  }

  /** Says where the key is now: after it was put there. */
  final void locatedAt(int arg, long token) {
    located = arg;
    locatedToken = token;
  }

  /** To be called after an insertion or a removal: what was located may have moved. */
  final void relocate() {
    located = 0;
  }
}
