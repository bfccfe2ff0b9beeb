package io.miniredis.server.value;

/**
 * A {@link SetSieve} over whole numbers. Other sets of numbers are walked beside it, since all are
 * in order: from where the last number was found it looks ahead in steps that double (Bentley and
 * Yao, 1976), so the way is short where many numbers meet and where few do.
 */
final class NumberSieve extends SetSieve {
  private final IntSet numbers;
  private final int[] reached; // in every other set of numbers
  private int index = -1;

  NumberSieve(IntSet first, SetForm[] others, boolean wanted, Slice view) {
    super(first, others, wanted, view);
    numbers = first;
    reached = new int[others.length];
  }

  @Override
  public boolean next() {
    while (++index < numbers.size()) {
      if (passes(numbers.get(index))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Slice member() {
    return view.number(numbers.get(index));
  }

  private boolean passes(long number) {
    for (int i = 0; i < others.length; i++) {
      boolean there =
          others[i] instanceof IntSet other
              ? isIn(other, i, number)
              : others[i].find(view.number(number)) != Positions.NONE;
      if (there != wanted) {
        return false;
      }
    }
    return true;
  }

  private boolean isIn(IntSet other, int i, long number) {
    int at = other.placeOf(number, reached[i]);
    reached[i] = at;
    if (at == other.size()) {
      if (wanted) {
        index = numbers.size(); // nothing greater is in this one
      }
      return false;
    }
    long there = other.get(at);
    if (there != number && wanted) {
      index = numbers.placeOf(there, index + 1) - 1; // all before that one are missing too
    }
    return there == number;
  }
}
