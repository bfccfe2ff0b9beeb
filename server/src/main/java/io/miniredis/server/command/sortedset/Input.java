package io.miniredis.server.command.sortedset;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.SetValue;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetCursor;
import io.miniredis.server.value.SortedSetValue;
import io.miniredis.server.value.Value;

/**
 * One input of ZUNION and its relatives: a sorted set, a set whose members all have score 1, or an
 * absent key. It can be walked through once.
 */
abstract sealed class Input {
  /** What scores are multiplied by. */
  double weight = 1;

  private Input() {}

  /**
   * The input that the key at an argument holds.
   *
   * @throws CommandError {@link CommandError#WRONGTYPE}
   */
  static Input of(Call call, int arg) {
    if (!call.exists(arg)) {
      return new Absent();
    }
    Value value = call.peek(arg);
    if (value instanceof SortedSetValue set) {
      return new OfSortedSet(set);
    }
    if (value instanceof SetValue set) {
      return new OfSet(set);
    }
    throw CommandError.WRONGTYPE;
  }

  abstract int size();

  /** The score of a member, not weighed, or NaN if it is absent. */
  abstract double find(Slice member);

  /** Goes to the next element; false if there is none. */
  abstract boolean next();

  /** The current element's member, a view. */
  abstract Slice member();

  /** The current element's score, not weighed. */
  abstract double score();

  /** What the current element brings along; 0 where that is no number. */
  final double weighed(Aggregate aggregate) {
    double w = aggregate.weigh(weight, score());
    return Double.isNaN(w) ? 0 : w;
  }

  private static final class Absent extends Input {
    private final Slice none = new Slice();

    @Override
    int size() {
      return 0;
    }

    @Override
    double find(Slice member) {
      return Double.NaN;
    }

    @Override
    boolean next() {
      return false;
    }

    @Override
    Slice member() {
      return none;
    }

    @Override
    double score() {
      return 0;
    }
  }

  private static final class OfSortedSet extends Input {
    private final SortedSetValue set;
    private final SortedSetCursor cursor;

    OfSortedSet(SortedSetValue set) {
      this.set = set;
      cursor = set.all();
    }

    @Override
    int size() {
      return set.size();
    }

    @Override
    double find(Slice member) {
      return set.score(member);
    }

    @Override
    boolean next() {
      return cursor.next();
    }

    @Override
    Slice member() {
      return cursor.member();
    }

    @Override
    double score() {
      return cursor.score();
    }
  }

  private static final class OfSet extends Input {
    private final SetValue set;
    private final Slice view = new Slice();
    private int position = SetValue.NONE;

    OfSet(SetValue set) {
      this.set = set;
    }

    @Override
    int size() {
      return set.size();
    }

    @Override
    double find(Slice member) {
      return set.contains(member) ? 1 : Double.NaN;
    }

    @Override
    boolean next() {
      position = set.next(position);
      return position != SetValue.NONE;
    }

    @Override
    Slice member() {
      return set.member(position, view);
    }

    @Override
    double score() {
      return 1;
    }
  }
}
