package io.miniredis.server.value;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A set of members without order.
 *
 * <p>Whole numbers only are an {@linkplain IntSet intset} while they are few; other small sets are
 * {@linkplain SmallSet one array}, encoding {@code listpack}; beyond the {@linkplain ValueLimits
 * limits} they are {@linkplain LargeSet tables}. The forms change where Redis changes them, and
 * never back but by {@link #compact}.
 *
 * <p>Walks and picks tell <i>positions</i>, valid until the set changes:
 *
 * <pre>{@code
 * for (int p = set.next(SetValue.NONE); p != SetValue.NONE; p = set.next(p)) {
 *   use(set.member(p, member));
 * }
 * }</pre>
 */
public final class SetValue extends Value {
  public static final ValueType<SetValue> TYPE =
      new ValueType<>("set", SetValue.class, SetValue::new);

  /** No position: before the first and behind the last member. */
  public static final int NONE = Positions.NONE;

  private static final int HEAP_BYTES = 24;
  private static final int INTSET_CEILING = 1 << 30; // whatever the limit says, as in Redis

  /** Sees a member: the slice is reused, the bytes it shows stay until the set changes. */
  @FunctionalInterface
  public interface Visitor {
    void visit(Slice member);
  }

  private final ValueLimits limits;
  private SetForm form;

  public SetValue(ValueLimits limits) {
    this(limits, new IntSet());
  }

  private SetValue(ValueLimits limits, SetForm form) {
    this.limits = limits;
    this.form = form;
  }

  /** An empty set that is an array as long as it can, though it were numbers only. */
  public static SetValue packed(ValueLimits limits) {
    return new SetValue(limits, new SmallSet());
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
  public SetValue copy() {
    return new SetValue(limits, form.copy());
  }

  public int size() {
    return form.size();
  }

  SetForm form() {
    return form;
  }

  public boolean contains(Slice member) {
    return form.find(member) != NONE;
  }

  /** Whether all members are whole numbers and held as such. */
  public boolean isIntset() {
    return form instanceof IntSet;
  }

  /**
   * Tells what one command is about to add, so that the form is chosen once: for an empty set after
   * the first member and their count; another becomes a table if the count alone goes beyond a
   * limit.
   */
  public void announce(Slice first, int count) {
    boolean few = count <= limits.setMaxListpackEntries;
    if (form.size() == 0) {
      if (first.isLong() && count <= maxIntset()) {
        form = new IntSet();
      } else {
        form = few ? new SmallSet() : new LargeSet(count);
      }
    } else if (form instanceof IntSet ? count > maxIntset() : form instanceof SmallSet && !few) {
      enlarge(form.size() + count);
    }
  }

  /** Adds a member. Returns whether it was not there before. */
  public boolean add(Slice member) {
    if (form instanceof LargeSet large) {
      return large.add(member);
    }
    if (form instanceof SmallSet small) {
      if (small.find(member) != NONE) {
        return false;
      }
      if (small.size() < limits.setMaxListpackEntries
          && member.length() <= limits.setMaxListpackValue) {
        small.append(member);
        return true;
      }
      return enlarge(small.size() + 1).add(member);
    }
    return add((IntSet) form, member);
  }

  private boolean add(IntSet numbers, Slice member) {
    if (member.isLong()) {
      boolean added = numbers.add(member.asLong());
      if (added && numbers.size() > maxIntset()) {
        enlarge(numbers.size());
      }
      return added;
    }
    if (numbers.size() < limits.setMaxListpackEntries
        && member.length() <= limits.setMaxListpackValue
        && numbers.longestDigits() <= limits.setMaxListpackValue) {
      SmallSet small = new SmallSet();
      numbers.scan(0, small::append);
      small.append(member);
      form = small;
      return true;
    }
    return enlarge(numbers.size() + 1).add(member);
  }

  /** Removes a member. Returns whether it was there. */
  public boolean remove(Slice member) {
    int p = form.find(member);
    if (p == NONE) {
      return false;
    }
    form.removeAt(p);
    return true;
  }

  /** Removes the member at a position. */
  public void removeAt(int position) {
    form.removeAt(position);
  }

  /** The position behind this one, or {@link #NONE}. */
  public int next(int position) {
    return form.next(position);
  }

  /** Points {@code into} at the member at a position. */
  public Slice member(int position, Slice into) {
    return form.member(position, into);
  }

  /** A position picked at random, each as likely as any other. The set must not be empty. */
  public int random(RandomGenerator random) {
    return form.random(random);
  }

  /** Picks so many different positions at random, at most as many as there are, in random order. */
  public int[] sample(int count, RandomGenerator random) {
    return Positions.sample(form, form.size(), Math.min(count, form.size()), random);
  }

  /**
   * Visits the members of one step of a scan: all of them while the set is small.
   *
   * @param cursor 0 to begin, then what the last call returned
   * @return the next cursor; 0 when the scan is complete
   */
  public long scan(long cursor, Visitor visitor) {
    return form.scan(cursor, visitor);
  }

  /** Makes the set an intset again if all its members are whole numbers, and not too many. */
  public void compact() {
    if (form instanceof IntSet || form.size() > maxIntset()) {
      return;
    }
    IntSet numbers = new IntSet();
    Slice member = new Slice();
    for (int p = form.next(NONE); p != NONE; p = form.next(p)) {
      if (!form.member(p, member).isLong()) {
        return;
      }
      numbers.add(member.asLong());
    }
    form = numbers;
  }

  private int maxIntset() {
    return Math.min(limits.setMaxIntsetEntries, INTSET_CEILING);
  }

  private LargeSet enlarge(int expected) {
    LargeSet large = new LargeSet(expected);
    form.scan(0, large::add);
    form = large;
    return large;
  }
}
