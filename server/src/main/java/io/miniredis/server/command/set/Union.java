package io.miniredis.server.command.set;

import io.miniredis.server.engine.Call;
import io.miniredis.server.value.SetValue;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/** The members that any of some sets has. */
final class Union {
  private Union() {}

  static SetValue of(Call call, @Nullable SetValue[] sets) {
    SetValue union = new SetValue(call.engine().limits());
    Slice view = call.scratch();
    for (SetValue set : sets) {
      if (set == null) {
        continue;
      }
      for (int p = set.next(SetValue.NONE); p != SetValue.NONE; p = set.next(p)) {
        union.add(set.member(p, view));
      }
    }
    return union;
  }
}
