package io.miniredis.server.engine;

import io.miniredis.protocol.Numbers;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.RecordTable;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;
import io.miniredis.server.value.Value;
import io.miniredis.server.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * What the keys hold that a command declared among its arguments: how a body reads it, changes it
 * and announces that.
 */
abstract class KeyValues extends KeyArguments {
  private final Slice[] valueViews = {new Slice(), new Slice(), new Slice(), new Slice()};
  private int nextView;
  private final byte[] digits = new byte[20];

  boolean changed; // something
  boolean told; // its effects, so that the command need not be repeated
  private int created; // the argument whose key this call made, while its value may still be empty
  private int fresh; // the argument whose key this call made, until that is announced
  private int freshDatabase;
  private @Nullable Entry lastEntry;
  private int lastEntryArg;
  private int lastEntryDatabase;

  KeyValues(Engine engine, Dispatcher dispatcher) {
    super(engine, dispatcher);
  }

  /** Begins a command without any key declared. */
  final void beginValues(Session session, Spec spec, long now) {
    beginKeys(session, spec, now);
    changed = false;
    told = false;
    created = 0;
    fresh = 0;
    lastEntry = null;
  }

  /** Undoes what must not stay when the command failed: keys made for values that never came. */
  void fail() {
    if (created != 0) {
      dropIfEmpty(created);
    }
  }

  void end() {
    lastEntry = null;
    endKeys();
  }

  @Override
  void forget() {
    super.forget();
    for (Slice view : valueViews) {
      view.clear();
    }
  }

  /**
   * The time at which the command began, in milliseconds since the epoch: the same throughout. When
   * changes of the past are done again this is before everything, so that nothing expires.
   */
  public long now() {
    return now;
  }

  /** As {@link #now}, but the time of day also then: for what is taken down, not what expires. */
  public long time() {
    return now == Replay.BEFORE_ALL ? engine.clock().millis() : now;
  }

  /** The number of the database that keys are looked for in. */
  public int database() {
    return database;
  }

  /**
   * An argument as the number of a database.
   *
   * @throws CommandError if it is no number of 32 bits, or {@link CommandError#DB_OUT_OF_RANGE}
   */
  public int databaseArg(int index) {
    int number = intArg(index);
    if (number < 0 || number >= engine.databases().count()) {
      throw CommandError.DB_OUT_OF_RANGE;
    }
    return number;
  }

  // ---- keys of any type

  /**
   * Whether the key exists. Does not touch it; to a command that reads keys it is a hit or a miss.
   */
  public boolean exists(int arg) {
    boolean found = has(arg);
    if (spec.countsLookups) {
      count(arg, found);
    }
    return found;
  }

  /** Whether the key exists. Does not touch it, and is no hit and no miss. */
  public boolean has(int arg) {
    return locate(arg) >= 0;
  }

  /** As {@link #exists}, for who looks behind a key: nobody is told of a miss. */
  public boolean inspect(int arg) {
    boolean found = has(arg);
    count(found);
    return found;
  }

  /** The type's name as TYPE tells it, or null if the key does not exist. Does not touch it. */
  public @Nullable String type(int arg) {
    return exists(arg) ? Elements.type(keyspace(arg).table.at(locate(arg))) : null;
  }

  /** The value that is not a packed string, or null: also for packed strings. Does not touch it. */
  public @Nullable Value peek(int arg) {
    Object element = element(arg);
    return element == null ? null : Elements.value(element);
  }

  /** The bytes of a packed string, or null: also for other values. Does not touch it. */
  public @Nullable Slice peekString(int arg) {
    return element(arg) instanceof byte[] r ? Record.value(r, view()) : null;
  }

  /** The encoding as OBJECT ENCODING tells it, or null if the key does not exist. */
  public @Nullable String encoding(int arg) {
    Object element = element(arg);
    return element == null ? null : Elements.encoding(element);
  }

  /** Bytes of heap that the key takes, or -1 if it does not exist. */
  public long heapBytes(int arg) {
    Object element = element(arg);
    return element == null ? -1 : Elements.heapBytes(element);
  }

  /** Seconds since the key was last used, or -1 if it does not exist. */
  public long idleSeconds(int arg) {
    Object element = element(arg);
    return element == null
        ? -1
        : dispatcher.access().idleSeconds(Record.access(RecordTable.recordOf(element)));
  }

  /**
   * How often the key is used, 0 to 255, or -1 if it does not exist; told apart only while an LFU
   * maxmemory-policy is in force.
   */
  public int frequency(int arg) {
    Object element = element(arg);
    return element == null
        ? -1
        : dispatcher.access().frequency(Record.access(RecordTable.recordOf(element)));
  }

  /** Marks the key as just used; false if it does not exist. */
  public boolean touch(int arg) {
    Object element = element(arg);
    count(arg, element != null);
    if (element != null) {
      use(element);
    }
    return element != null;
  }

  /**
   * Has the key been used so many seconds ago, or so often, whichever is kept account of. The key
   * must exist; a negative number stands for what is not told.
   */
  public void access(int arg, long idleSeconds, int frequency) {
    byte[] r = RecordTable.recordOf(keyspace(arg).table.at(locate(arg)));
    Record.access(r, dispatcher.access().told(idleSeconds, frequency));
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
   * Gives what a key holds, and its expiry, to another key, whose own value is gone then. The first
   * key must exist; the two must not be the same.
   */
  public void rename(int from, int to) {
    Object element = Elements.rekey(take(from), key(to));
    adopt(to, element);
  }

  /** Takes a key that exists, with its expiry, to another database, in which it must not exist. */
  public void move(int arg, int toDatabase) {
    Object element = take(arg);
    int here = database;
    useDatabase(toDatabase);
    adopt(arg, element);
    useDatabase(here);
  }

  /**
   * Puts a copy of what a key holds, with its expiry, under another key in the same or another
   * database, whatever that one held. The first key must exist; the two must not be the same.
   */
  public void copy(int from, int to, int toDatabase) {
    Object element = Elements.copy(keyspace(from).table.at(locate(from)), key(to));
    Record.access(RecordTable.recordOf(element), dispatcher.access().fresh());
    int here = database;
    useDatabase(toDatabase);
    adopt(to, element);
    useDatabase(here);
  }

  private Object take(int arg) {
    lastEntry = null;
    long token = locate(arg);
    relocate();
    return keyspace(arg).remove(token);
  }

  private void adopt(int arg, Object element) {
    lastEntry = null;
    tellNew(arg); // also where something was there before: it is another key now
    keyspace(arg).adopt(locate(arg), element, hash(arg));
    relocate();
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
    Slice text = text(keyspace(arg).table.at(token));
    if (text == null) {
      throw CommandError.WRONGTYPE;
    }
    return text;
  }

  /** As {@link #findString}, but null too where the key holds another type. */
  public @Nullable Slice findStringOrNull(int arg) {
    long token = locateRead(arg);
    return token < 0 ? null : text(keyspace(arg).table.at(token));
  }

  private @Nullable Slice text(Object element) {
    if (element instanceof byte[] r) {
      return Record.value(r, view());
    }
    return ((Entry) element).value instanceof StringValue s ? s.view(view()) : null;
  }

  /**
   * A view for the body to point at bytes that it reads: one of the four that are reused in turn.
   */
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
    long before = locate(arg);
    if (before < 0) {
      made(arg);
    }
    long token =
        keyspace(arg)
            .putString(
                before, key(arg), hash(arg), value, offset, length, expiry, flags, accessBits(arg));
    locatedAt(arg, token);
  }

  /**
   * A string that grows in place; made if the key does not exist. It can be made so long then.
   *
   * @throws CommandError {@link CommandError#WRONGTYPE}; {@link CommandError#OUT_OF_HEAP} if there
   *     is no memory for a string of this length
   */
  public StringValue findOrCreateGrowing(int arg, long length) {
    long token = locate(arg);
    Object element = token < 0 ? null : keyspace(arg).table.at(token);
    engine.memory().require(Elements.growth(element, length));
    if (element instanceof byte[]) {
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
    long before = locate(arg);
    if (before < 0) {
      made(arg);
    }
    remember(
        arg, keyspace(arg).putValue(before, key(arg), hash(arg), value, expiry, accessBits(arg)));
    relocate();
  }

  /**
   * Announces that this command changed a key: the one point that memory accounting and everything
   * that follows writes hang on. A key whose value is now empty is dropped, and that announced too.
   */
  public void changed(int arg, Event event) {
    announce(arg, event);
    Entry entry = account(arg);
    if (entry != null && entry.value.isEmpty() && dropIfEmpty(arg)) {
      announce(arg, Event.DEL);
    }
  }

  /** Accounts for the memory of a value that holds the same in another way, an index made say. */
  public void resized(int arg) {
    account(arg);
  }

  private @Nullable Entry account(int arg) {
    Entry entry = lastEntry;
    if (entry == null || lastEntryArg != arg || lastEntryDatabase != database) {
      long token = locate(arg);
      if (token < 0 || !(keyspace(arg).table.at(token) instanceof Entry e)) {
        return null;
      }
      entry = e;
    }
    keyspace(arg).account(entry, hash(arg));
    return entry;
  }

  private void made(int arg) {
    fresh = arg;
    freshDatabase = database;
  }

  private void tellNew(int arg) {
    engine.notifications().tell(buffer(), offset(arg), length(arg), database, Event.NEW);
  }

  private void announce(int arg, Event event) {
    changed = true;
    if (fresh == arg && fresh != 0 && freshDatabase == database) {
      fresh = 0;
      tellNew(arg);
    }
    engine.announce(buffer(), offset(arg), length(arg), hash(arg), database, event, session);
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
    relocate();
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

  private Slice view() {
    nextView = (nextView + 1) & (valueViews.length - 1);
    return valueViews[nextView];
  }
}
