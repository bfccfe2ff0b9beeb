package io.miniredis.server.command.set;

import io.miniredis.server.engine.Call;
import io.miniredis.server.value.SetSieve;
import io.miniredis.server.value.SetValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The walks that SINTER, SDIFF and their relatives share. */
final class Sieves {
  private Sieves() {}

  /** Over the intersection of sets; null if a key among theirs does not exist: it is empty then. */
  static @Nullable SetSieve intersection(Call call, @Nullable SetValue[] inputs) {
    SetValue[] sets = existing(inputs, 0);
    return sets.length < inputs.length ? null : SetSieve.intersection(sets, call.scratch());
  }

  /** Over the members of the first set that none of the others has; null if there is no first. */
  static @Nullable SetSieve difference(Call call, @Nullable SetValue[] inputs) {
    SetValue first = inputs[0];
    return first == null ? null : SetSieve.difference(first, existing(inputs, 1), call.scratch());
  }

  /** Replies with a set of all members of a walk, none if it is null. */
  static void reply(Call call, @Nullable SetSieve members) {
    if (members == null) {
      call.reply().set(0);
      return;
    }
    long reply = call.reply().beginSet();
    long n = 0;
    while (members.next()) {
      Members.write(call.reply(), members.member());
      n++;
    }
    call.reply().endSet(reply, n);
  }

  private static SetValue[] existing(@Nullable SetValue[] inputs, int from) {
    SetValue[] sets = new SetValue[inputs.length - from];
    int n = 0;
    for (int i = from; i < inputs.length; i++) {
      SetValue set = inputs[i];
      if (set != null) {
        sets[n++] = set;
      }
    }
    return n == sets.length ? sets : Arrays.copyOf(sets, n);
  }
}
