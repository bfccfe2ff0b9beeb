package io.miniredis.server.value;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A hash: fields and their values, each of which may expire at a time of its own.
 *
 * <p>Small hashes are {@linkplain SmallHash one array}, encoding {@code listpack}, or {@code
 * listpackex} once a field had an expiry. Beyond the {@linkplain ValueLimits limits} they are
 * {@linkplain LargeHash tables}, and stay it.
 *
 * <p>A value knows no clock, so who reads tells the time: a field whose expiry is not after {@code
 * now} (milliseconds since the epoch) is not there for {@link #get}, the walks and the picks.
 * {@link #size()}, {@link #remove} and {@link #isEmpty} count it until it has been removed, as in
 * Redis.
 *
 * <p>Walks and picks tell <i>positions</i>, valid until the hash changes:
 *
 * <pre>{@code
 * for (int p = hash.next(HashValue.NONE, now); p != HashValue.NONE; p = hash.next(p, now)) {
 *   use(hash.field(p, field), hash.value(p, value));
 * }
 * }</pre>
 */
public final class HashValue extends Value {
  public static final ValueType<HashValue> TYPE =
      new ValueType<>("hash", HashValue.class, HashValue::new);

  /** No position: before the first and behind the last field. */
  public static final int NONE = Positions.NONE;

  /** The expiry of a field that has none. */
  public static final long NO_EXPIRY = Record.NO_EXPIRY;

  /** What {@link #expiry(Slice, long)} answers for a field that is not there. */
  public static final long NO_FIELD = -2;

  /** The earliest expiry of a form none of whose fields expires. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int HEAP_BYTES = 24;
  private static final int RANDOM_TRIES = 32;

  /** Sees a field and its value: the slices are reused, their bytes stay until the hash changes. */
  @FunctionalInterface
  public interface Visitor {
    void visit(Slice field, Slice value);
  }

  private final ValueLimits limits;
  private HashForm form;

  public HashValue(ValueLimits limits) {
    this(limits, new SmallHash());
  }

  private HashValue(ValueLimits limits, HashForm form) {
    this.limits = limits;
    this.form = form;
  }

  @Override
  public ValueType<?> type() {
    return TYPE;
  }

  @Override
  public String encoding() {
    return form.encoding();
  }

  @Override
  public long bytes() {
    return HEAP_BYTES + form.bytes();
  }

  @Override
  public @Nullable RecordTable elementTable() {
    return form.table();
  }

  @Override
  public boolean isEmpty() {
    return form.size() == 0;
  }

  @Override
  public HashValue copy() {
    return new HashValue(limits, form.copy());
  }

  /** The number of fields, with those that expired and are not removed yet. */
  public int size() {
    return form.size();
  }

  /** The number of fields that have not expired. Takes time in proportion to those that have. */
  public int size(long now) {
    return form.size() - (form.nextExpiry() <= now ? form.countExpired(now) : 0);
  }

  /** Points {@code into} at the field's value; false if it is not there. */
  public boolean get(Slice field, long now, Slice into) {
    int p = find(field, now);
    if (p == NONE) {
      return false;
    }
    form.value(p, into);
    return true;
  }

  public boolean contains(Slice field, long now) {
    return find(field, now) != NONE;
  }

  /**
   * Tells how many fields one command is about to set: too many for an array make a table at once.
   */
  public void announce(int fields) {
    if (fields > limits.hashMaxListpackEntries) {
      enlarge(form.size() + fields);
    }
  }

  /** Sets a field, which loses its expiry. Returns whether it was not there before. */
  public boolean set(Slice field, Slice value, long now) {
    makeFit(field, value);
    boolean wasOver = form.nextExpiry() <= now && isOver(field, now);
    boolean created = form.put(field, value, NO_EXPIRY);
    if (created) {
      makeFit();
    }
    return created || wasOver;
  }

  /** Sets a field, whose expiry stays. Returns whether it was not there before. */
  public boolean update(Slice field, Slice value, long now) {
    int p = find(field, now);
    if (p == NONE) {
      return set(field, value, now);
    }
    if (form instanceof SmallHash && value.length() > limits.hashMaxListpackValue) {
      enlarge(form.size());
      p = form.find(field);
    }
    form.replace(p, value);
    return false;
  }

  /** Removes a field, expired or not. Returns whether it was there. */
  public boolean remove(Slice field) {
    int p = form.find(field);
    if (p == NONE) {
      return false;
    }
    form.removeAt(p);
    return true;
  }

  /** Removes a field if it has expired. Returns whether it was removed. */
  public boolean removeIfExpired(Slice field, long now) {
    return form.nextExpiry() <= now && isOver(field, now) && remove(field);
  }

  /** When a field expires, {@link #NO_EXPIRY}, or {@link #NO_FIELD}. */
  public long expiry(Slice field, long now) {
    int p = find(field, now);
    return p == NONE ? NO_FIELD : form.expiry(p);
  }

  /**
   * Gives a field that is there another expiry.
   *
   * @param at milliseconds since the epoch, or {@link #NO_EXPIRY}
   */
  public void expire(Slice field, long at) {
    int p = form.find(field);
    if (p != NONE) {
      form.expire(p, at);
    }
  }

  /** Tells that fields are given expiries: a small hash makes room for them, if only to be told. */
  public void announceExpiries() {
    if (form instanceof SmallHash small) {
      small.addExpiries();
    }
  }

  @Override
  public long nextExpiry() {
    long next = form.nextExpiry();
    return next == NEVER ? NO_EXPIRY : next;
  }

  /** Removes fields whose time has come, the earliest first. */
  @Override
  public int expireElements(long now, int max, Consumer<Slice> removed) {
    Slice view = new Slice();
    int n = 0;
    for (; n < max && form.nextExpiry() <= now; n++) {
      int position = form.firstToExpire();
      removed.accept(form.field(position, view));
      form.removeAt(position);
    }
    return n;
  }

  /** The position behind this one, or {@link #NONE}. */
  public int next(int position, long now) {
    int p = form.next(position);
    while (p != NONE && isOver(form.expiry(p), now)) {
      p = form.next(p);
    }
    return p;
  }

  /** Points {@code into} at the field at a position. */
  public Slice field(int position, Slice into) {
    return form.field(position, into);
  }

  /** Points {@code into} at the value at a position. */
  public Slice value(int position, Slice into) {
    return form.value(position, into);
  }

  /** When the field at a position expires, or {@link #NO_EXPIRY}. */
  public long expiry(int position) {
    return form.expiry(position);
  }

  /**
   * A position picked at random, each field as likely as any other; {@link #NONE} if there is none.
   */
  public int random(RandomGenerator random, long now) {
    if (form.nextExpiry() > now) {
      return form.size() == 0 ? NONE : form.random(random);
    }
    if (size(now) == 0) {
      return NONE;
    }
    for (int i = 0; i < RANDOM_TRIES; i++) {
      int p = form.random(random);
      if (!isOver(form.expiry(p), now)) {
        return p;
      }
    }
    int p = next(form.random(random), now); // nearly all have expired: the next one that has not
    return p != NONE ? p : next(NONE, now);
  }

  /** Picks so many different positions at random, at most as many as there are, in random order. */
  public int[] sample(int count, RandomGenerator random, long now) {
    int total = size(now);
    Positions visible =
        new Positions() {
          @Override
          public int next(int position) {
            return HashValue.this.next(position, now);
          }

          @Override
          public int random(RandomGenerator r) {
            return HashValue.this.random(r, now);
          }
        };
    return Positions.sample(visible, total, Math.min(count, total), random);
  }

  /**
   * Visits the fields of one step of a scan: all of them while the hash is small.
   *
   * @param cursor 0 to begin, then what the last call returned
   * @return the next cursor; 0 when the scan is complete
   */
  public long scan(long cursor, long now, Visitor visitor) {
    return form.scan(cursor, now, visitor);
  }

  static boolean isOver(long expiry, long now) {
    return expiry <= now && expiry != NO_EXPIRY;
  }

  private boolean isOver(Slice field, long now) {
    int p = form.find(field);
    return p != NONE && isOver(form.expiry(p), now);
  }

  private int find(Slice field, long now) {
    int p = form.find(field);
    return p == NONE || isOver(form.expiry(p), now) ? NONE : p;
  }

  private void makeFit(Slice field, Slice value) {
    int max = limits.hashMaxListpackValue;
    if (field.length() > max || value.length() > max) {
      enlarge(form.size() + 1);
    }
  }

  private void makeFit() {
    if (form.size() > limits.hashMaxListpackEntries) {
      enlarge(form.size());
    }
  }

  private void enlarge(int expected) {
    if (!(form instanceof SmallHash)) {
      return;
    }
    HashForm large = new LargeHash(expected);
    Slice field = new Slice();
    Slice value = new Slice();
    for (int p = form.next(NONE); p != NONE; p = form.next(p)) {
      large.put(form.field(p, field), form.value(p, value), form.expiry(p));
    }
    form = large;
  }
}
