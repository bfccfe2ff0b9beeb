package io.miniredis.server.value;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A walk over the members of a set that all of some other sets have, or that none of them has. It
 * is valid until one of the sets changes.
 *
 * <p>Large sets are not asked member by member: see {@link NumberSieve} and {@link TableSieve}.
 */
public abstract sealed class SetSieve permits SetSieve.Plain, NumberSieve, TableSieve {
  final SetForm first;
  final SetForm[] others;

  /** Whether the others must all have a member, or none may. */
  final boolean wanted;

  /** What shows a member. */
  final Slice view;

  SetSieve(SetForm first, SetForm[] others, boolean wanted, Slice view) {
    this.first = first;
    this.others = others;
    this.wanted = wanted;
    this.view = view;
  }

  /**
   * The members that all sets have: those of the smallest set are looked for in the others, the
   * next smallest first.
   *
   * @param sets at least one; the array is the walk's to keep and to sort
   * @param view what shows a member
   */
  public static SetSieve intersection(SetValue[] sets, Slice view) {
    Arrays.sort(sets, Comparator.comparingInt(SetValue::size));
    SetForm[] others = new SetForm[sets.length];
    int n = 0;
    for (int i = 1; i < sets.length; i++) {
      if (sets[i] != sets[0]) {
        others[n++] = sets[i].form();
      }
    }
    return of(sets[0].form(), Arrays.copyOf(others, n), true, view);
  }

  /**
   * The members of a first set that none of the others has, in their order.
   *
   * @param view what shows a member
   */
  public static SetSieve difference(SetValue first, SetValue[] others, Slice view) {
    SetForm[] forms = new SetForm[others.length];
    for (int i = 0; i < others.length; i++) {
      forms[i] = others[i].form();
    }
    return of(first.form(), forms, false, view);
  }

  private static SetSieve of(SetForm first, SetForm[] others, boolean wanted, Slice view) {
    return switch (first) {
      case SmallSet small -> new Plain(small, others, wanted, view);
      case IntSet numbers -> new NumberSieve(numbers, others, wanted, view);
      case LargeSet large -> new TableSieve(large, others, wanted, view);
    };
  }

  /** An empty set of the form that Redis begins to store an intersection in. */
  public SetValue emptyResult(ValueLimits limits) {
    return first instanceof IntSet ? new SetValue(limits) : SetValue.packed(limits);
  }

  /** Goes to the next member; false if there is none. */
  public abstract boolean next();

  /** The member that {@link #next} went to. */
  public abstract Slice member();

  /** One member after the other. */
  static final class Plain extends SetSieve {
    private int position = Positions.NONE;

    Plain(SetForm first, SetForm[] others, boolean wanted, Slice view) {
      super(first, others, wanted, view);
    }

    @Override
    public boolean next() {
      do {
        position = first.next(position);
      } while (position != Positions.NONE && !passes());
      return position != Positions.NONE;
    }

    @Override
    public Slice member() {
      return first.member(position, view);
    }

    private boolean passes() {
      for (SetForm other : others) {
        if ((other.find(member()) != Positions.NONE) != wanted) {
          return false;
        }
      }
      return true;
    }
  }
}
