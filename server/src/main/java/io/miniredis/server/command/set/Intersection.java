package io.miniredis.server.command.set;

import io.miniredis.server.engine.Call;
import io.miniredis.server.value.SetValue;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.ValueLimits;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The members that all of some sets have: those of the smallest set are looked for in the others,
 * the next smallest first.
 */
final class Intersection {
  private final SetValue[] sets;
  private final Slice member;
  private int position = SetValue.NONE;

  private Intersection(SetValue[] sets, Slice view) {
    this.sets = sets;
    this.member = view;
  }

  /** The intersection of sets, or null if a key among theirs does not exist: it is empty then. */
  static @Nullable Intersection of(Call call, @Nullable SetValue[] inputs) {
    SetValue[] sets = new SetValue[inputs.length];
    for (int i = 0; i < sets.length; i++) {
      SetValue set = inputs[i];
      if (set == null) {
        return null;
      }
      sets[i] = set;
    }
    Arrays.sort(sets, Comparator.comparingInt(SetValue::size));
    return new Intersection(sets, call.scratch());
  }

  /** Goes to the next member; false if there is none. */
  boolean next() {
    while (true) {
      position = sets[0].next(position);
      if (position == SetValue.NONE) {
        return false;
      }
      sets[0].member(position, member);
      if (isInOthers()) {
        return true;
      }
    }
  }

  /** The member that {@link #next} went to. */
  Slice member() {
    return member;
  }

  /** An empty set of the form that Redis begins to store this intersection in. */
  SetValue emptyResult(ValueLimits limits) {
    return sets[0].isIntset() ? new SetValue(limits) : SetValue.packed(limits);
  }

  private boolean isInOthers() {
    for (int i = 1; i < sets.length; i++) {
      if (sets[i] != sets[0] && !sets[i].contains(member)) {
        return false;
      }
    }
    return true;
  }
}
