package io.miniredis.server.engine;

import io.miniredis.protocol.Numbers;
import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.value.Hashing;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.RecordTable;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;
import io.miniredis.server.value.Value;
import io.miniredis.server.value.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One call of a command: its arguments, its reply, and the keys it declared. A flyweight that each
 * event loop wraps around one command after the other.
 *
 * <p>Values are reached by the index of the argument that names the key. The engine has locked
 * exactly the declared keys; reaching for any other argument is a programming error and throws.
 */
public final class Call extends Arguments {
  private static final int MAX_CACHED = 4096;

  private final Engine engine;
  private final Dispatcher dispatcher;
  private final Slice keyView = new Slice();
  private final Slice[] valueViews = {new Slice(), new Slice(), new Slice(), new Slice()};
  private int nextView;
  private final byte[] digits = new byte[20];

  private Session session;
  private Spec spec;
  private int database;
  private long now;

  private int soleKey;
  private long soleHash;
  private long[] hashes = new long[16];
  private int[] declared = new int[16];
  private int generation;
  private final long[] prefetched = new long[Batch.MAX_COMMANDS];

  // where the key that was looked for last is, as long as nothing was inserted or removed
  private int located;
  private long locatedToken;

  private int created; // the argument whose key this call made, while its value may still be empty
  private @Nullable Entry lastEntry;
  private int lastEntryArg;
  private int lastEntryDatabase;

  @SuppressWarnings("NullAway.Init") // session and spec come with begin()
  Call(Engine engine, Dispatcher dispatcher) {
    this.engine = engine;
    this.dispatcher = dispatcher;
  }

  /** Begins the call of a command whose arguments are loaded. */
  void begin(Session session, Spec spec, long now) {
    this.session = session;
    this.spec = spec;
    this.now = now;
    database = session.database;
    soleKey = 0;
    created = 0;
    located = 0;
    lastEntry = null;
    generation++;
  }

  /** Declares the only key; returns the bit of its shard. */
  long declareSole(int index, long hash) {
    soleKey = index;
    soleHash = hash;
    return engine.shardBit(hash);
  }

  /** Declares one of several keys; returns the bit of its shard. */
  long declare(int index) {
    if (index >= declared.length) {
      int capacity = Math.max(index + 1, 2 * declared.length);
      declared = Arrays.copyOf(declared, capacity);
      hashes = Arrays.copyOf(hashes, capacity);
    }
    declared[index] = generation;
    long hash = Hashing.hash(buffer(), offset(index), length(index));
    hashes[index] = hash;
    return engine.shardBit(hash);
  }

  /** Has the records of the declared keys brought near, where there are several. */
  void prefetch(KeyFinder keys) {
    int n = keys.count();
    for (int from = 0; n > 1 && from < n; from += prefetched.length) {
      int some = Math.min(prefetched.length, n - from);
      for (int i = 0; i < some; i++) {
        prefetched[i] = hashes[keys.index(from + i)];
      }
      engine.prefetch(database, prefetched, some);
    }
  }

  /** Undoes what must not stay when the command failed: keys made for values that never came. */
  void fail() {
    if (created != 0) {
      dropIfEmpty(created);
    }
  }

  void end() {
    lastEntry = null;
    if (declared.length > MAX_CACHED) {
      declared = new int[16];
      hashes = new long[16];
    }
  }

  // ---- around the call

  public Session session() {
    return session;
  }

  public Engine engine() {
    return engine;
  }

  public Spec spec() {
    return spec;
  }

  /** Where the reply goes. */
  public ReplyWriter reply() {
    return dispatcher.reply();
  }

  /** The time at which the command began, in milliseconds since the epoch: the same throughout. */
  public long now() {
    return now;
  }

  /** The number of the database that keys are looked for in. */
  public int database() {
    return database;
  }

  /** Looks for keys in another database for the rest of this call (COPY, MOVE). */
  public void useDatabase(int number) {
    database = number;
    located = 0;
  }

  /** The whole keyspace; only for commands whose specification locks all shards. */
  public Databases databases() {
    if (spec.locks() != Spec.Locks.ALL) {
      throw new IllegalStateException(spec.name() + " does not lock the whole keyspace");
    }
    return engine.databases();
  }

  // ---- keys of any type

  /** Whether the key exists. */
  public boolean exists(int arg) {
    return locateRead(arg) >= 0;
  }

  /** The type's name as TYPE tells it, or null if the key does not exist. */
  public @Nullable String type(int arg) {
    long token = locate(arg);
    if (token < 0) {
      return null;
    }
    Value value = keyspace(arg).valueAt(token);
    return value == null ? StringValue.TYPE.name() : value.type().name();
  }

  /** The value that is not a packed string, or null: also for packed strings. Does not touch it. */
  public @Nullable Value peek(int arg) {
    long token = locate(arg);
    return token < 0 ? null : keyspace(arg).valueAt(token);
  }

  /** The encoding as OBJECT ENCODING tells it, or null if the key does not exist. */
  public @Nullable String encoding(int arg) {
    long token = locate(arg);
    if (token < 0) {
      return null;
    }
    Value value = keyspace(arg).valueAt(token);
    if (value != null) {
      return value.encoding();
    }
    byte[] r = RecordTable.recordOf(keyspace(arg).table.at(token));
    Slice text = Record.value(r, view());
    if ((r[0] & Keyspace.NOT_AN_INTEGER) == 0 && text.length() <= 20 && text.isLong()) {
      return "int";
    }
    return text.length() <= 44 ? "embstr" : "raw";
  }

  /** Bytes of heap that the key takes, or -1 if it does not exist. */
  public long heapBytes(int arg) {
    long token = locate(arg);
    if (token < 0) {
      return -1;
    }
    Object o = keyspace(arg).table.at(token);
    return o instanceof Entry e ? e.heapBytes() : Record.heapBytes((byte[]) o);
  }

  /** Seconds since the key was last touched, or -1 if it does not exist. */
  public long idleSeconds(int arg) {
    long token = locate(arg);
    if (token < 0) {
      return -1;
    }
    byte[] r = RecordTable.recordOf(keyspace(arg).table.at(token));
    return Math.max(0, now / 1000 - Integer.toUnsignedLong(Record.access(r)));
  }

  /** Marks the key as just used; false if it does not exist. */
  public boolean touch(int arg) {
    long token = locate(arg);
    if (token < 0) {
      return false;
    }
    Record.access(RecordTable.recordOf(keyspace(arg).table.at(token)), dispatcher.accessBits());
    return true;
  }

  /** Removes the key, whatever it holds; announcing it is the caller's. */
  public boolean delete(int arg) {
    long token = locate(arg);
    if (token < 0) {
      return false;
    }
    remove(arg, token);
    return true;
  }

  /**
   * When the key expires, in milliseconds since the epoch; {@link Record#NO_EXPIRY} if never or
   * absent.
   */
  public long expiry(int arg) {
    long token = locate(arg);
    return token < 0
        ? Record.NO_EXPIRY
        : Record.expiry(RecordTable.recordOf(keyspace(arg).table.at(token)));
  }

  /**
   * Sets when the key expires: milliseconds since the epoch, or {@link Record#NO_EXPIRY}. A time
   * that has passed already is for the caller to turn into a deletion. The key must exist.
   */
  public void expireAt(int arg, long millis) {
    keyspace(arg).expireAt(locate(arg), hash(arg), millis);
  }

  // ---- strings

  /**
   * The bytes of a string, or null if the key does not exist. Valid until the value changes; up to
   * four such views can be held at once.
   *
   * @throws CommandError {@link CommandError#WRONGTYPE}
   */
  public @Nullable Slice findString(int arg) {
    long token = locateRead(arg);
    if (token < 0) {
      return null;
    }
    Object o = keyspace(arg).table.at(token);
    if (o instanceof byte[] r) {
      return Record.value(r, view());
    }
    if (((Entry) o).value instanceof StringValue s) {
      return s.view(view());
    }
    throw CommandError.WRONGTYPE;
  }

  /** As {@link #findString}, but null too where the key holds another type. */
  public @Nullable Slice findStringOrNull(int arg) {
    long token = locateRead(arg);
    if (token < 0) {
      return null;
    }
    Object o = keyspace(arg).table.at(token);
    if (o instanceof byte[] r) {
      return Record.value(r, view());
    }
    return ((Entry) o).value instanceof StringValue s ? s.view(view()) : null;
  }

  /** A view for the body to point at bytes that it reads: one of the four that are reused in turn. */
  public Slice scratch() {
    return view();
  }

  /** Sets a string to a number; an expiry stays as it was. */
  public void setLong(int arg, long value) {
    int n = Numbers.write(value, digits, 0);
    setString(arg, digits, 0, n, expiry(arg), 0);
  }

  /** Sets a string, replacing whatever the key held, its expiry too. */
  public void setString(int arg, Slice value) {
    setString(arg, value.array(), value.offset(), value.length(), Record.NO_EXPIRY);
  }

  /**
   * Sets a string, replacing whatever the key held.
   *
   * @param expiry milliseconds since the epoch, or {@link Record#NO_EXPIRY}
   */
  public void setString(int arg, byte[] value, int offset, int length, long expiry) {
    setString(arg, value, offset, length, expiry, 0);
  }

  /** As {@link #setString}, for text that is told as a string even if it looks like an integer. */
  public void setText(int arg, byte[] value, int offset, int length, long expiry) {
    setString(arg, value, offset, length, expiry, Keyspace.NOT_AN_INTEGER);
  }

  private void setString(int arg, byte[] value, int offset, int length, long expiry, int flags) {
    lastEntry = null;
    long token =
        keyspace(arg)
            .putString(
                locate(arg),
                key(arg),
                hash(arg),
                value,
                offset,
                length,
                expiry,
                flags,
                dispatcher.accessBits());
    located = arg;
    locatedToken = token;
  }

  /**
   * A string that grows in place; made if the key does not exist.
   *
   * @throws CommandError {@link CommandError#WRONGTYPE}
   */
  public StringValue findOrCreateGrowing(int arg) {
    long token = locate(arg);
    if (token >= 0 && keyspace(arg).table.at(token) instanceof byte[]) {
      keyspace(arg).unpack(token);
    }
    return findOrCreate(arg, StringValue.TYPE);
  }

  // ---- other values

  /**
   * The value of a key, or null if it does not exist.
   *
   * @throws CommandError {@link CommandError#WRONGTYPE}
   */
  public <T extends Value> @Nullable T find(int arg, ValueType<T> type) {
    long token = locateRead(arg);
    if (token < 0) {
      return null;
    }
    return entry(arg, token, type);
  }

  /**
   * The value of a key, made empty if the key does not exist. A value that is still empty when the
   * command fails, or when {@link #changed} is called, is dropped again.
   *
   * @throws CommandError {@link CommandError#WRONGTYPE}
   */
  public <T extends Value> T findOrCreate(int arg, ValueType<T> type) {
    long token = locate(arg);
    if (token >= 0) {
      touchRecord(keyspace(arg).table.at(token));
      return entry(arg, token, type);
    }
    T value = type.factory().apply(engine.limits());
    put(arg, value);
    created = arg;
    return value;
  }

  /** Puts a value under the key, replacing whatever it held, its expiry too. */
  public void put(int arg, Value value) {
    put(arg, value, Record.NO_EXPIRY);
  }

  /** Puts a value under the key, replacing whatever it held; with this expiry or none. */
  public void put(int arg, Value value, long expiry) {
    remember(
        arg,
        keyspace(arg)
            .putValue(locate(arg), key(arg), hash(arg), value, expiry, dispatcher.accessBits()));
    located = 0;
  }

  /**
   * Announces that this command changed a key: the one point that memory accounting and everything
   * that follows writes hang on. A key whose value is now empty is dropped, and that announced too.
   */
  public void changed(int arg, Event event) {
    engine.announce(hash(arg), database, event);
    Entry entry = lastEntry;
    if (entry == null || lastEntryArg != arg || lastEntryDatabase != database) {
      long token = locate(arg);
      if (token < 0 || !(keyspace(arg).table.at(token) instanceof Entry e)) {
        return;
      }
      entry = e;
    }
    keyspace(arg).account(entry, hash(arg));
    if (entry.value.isEmpty() && dropIfEmpty(arg)) {
      engine.announce(hash(arg), database, Event.DEL);
    }
  }

  private boolean dropIfEmpty(int arg) {
    long token = locate(arg);
    if (token >= 0
        && keyspace(arg).table.at(token) instanceof Entry e
        && e.value.isEmpty()
        && !(e.value instanceof StringValue)) {
      remove(arg, token);
      return true;
    }
    return false;
  }

  private void remove(int arg, long token) {
    lastEntry = null;
    located = 0;
    keyspace(arg).remove(token);
  }

  private <T extends Value> T entry(int arg, long token, ValueType<T> type) {
    if (keyspace(arg).table.at(token) instanceof Entry e
        && type.valueClass() == e.value.getClass()) {
      remember(arg, e);
      return type.valueClass().cast(e.value);
    }
    throw CommandError.WRONGTYPE;
  }

  private void remember(int arg, Entry entry) {
    lastEntry = entry;
    lastEntryArg = arg;
    lastEntryDatabase = database;
  }

  // ---- ways in

  private long locateRead(int arg) {
    long token = locate(arg);
    if (token >= 0) {
      dispatcher.stats().keyspaceHits++;
      touchRecord(keyspace(arg).table.at(token));
    } else {
      dispatcher.stats().keyspaceMisses++;
    }
    return token;
  }

  private void touchRecord(Object element) {
    byte[] r = RecordTable.recordOf(element);
    int bits = dispatcher.accessBits();
    if (Record.access(r) != bits && !session.noTouch()) {
      Record.access(r, bits);
    }
  }

  private long locate(int arg) {
    if (located == arg) {
      return locatedToken;
    }
    long token = keyspace(arg).locate(buffer(), offset(arg), length(arg), hash(arg), now);
    located = arg;
    locatedToken = token;
    return token;
  }

  private Keyspace keyspace(int arg) {
    return engine.shard(hash(arg)).database(database);
  }

  private long hash(int arg) {
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

  private Slice key(int arg) {
    return keyView.wrap(buffer(), offset(arg), length(arg));
  }

  private Slice view() {
    nextView = (nextView + 1) & (valueViews.length - 1);
    return valueViews[nextView];
  }
}
