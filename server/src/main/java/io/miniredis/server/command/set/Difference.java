package io.miniredis.server.command.set;

import io.miniredis.server.engine.Call;
import io.miniredis.server.value.SetValue;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/** The members of a first set that none of the others has. */
final class Difference {
  private final @Nullable SetValue[] sets;
  private final Slice member;
  private int position = SetValue.NONE;

  Difference(Call call, @Nullable SetValue[] sets) {
    this.sets = sets;
    this.member = call.scratch();
  }

  /** Goes to the next member; false if there is none. */
  boolean next() {
    SetValue first = sets[0];
    if (first == null) {
      return false;
    }
    do {
      position = first.next(position);
    } while (position != SetValue.NONE && isInOthers(first.member(position, member)));
    return position != SetValue.NONE;
  }

  /** The member that {@link #next} went to. */
  Slice member() {
    return member;
  }

  private boolean isInOthers(Slice candidate) {
    for (int i = 1; i < sets.length; i++) {
      SetValue set = sets[i];
      if (set != null && set.contains(candidate)) {
        return true;
      }
    }
    return false;
  }
}
