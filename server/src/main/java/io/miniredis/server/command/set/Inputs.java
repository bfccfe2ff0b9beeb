package io.miniredis.server.command.set;

import io.miniredis.server.engine.Call;
import io.miniredis.server.value.SetValue;
import org.jspecify.annotations.Nullable;

/**
 * The sets that a command combines, in the order of its arguments; null where a key does not exist.
 */
final class Inputs {
  private Inputs() {}

  /**
   * The sets of {@code count} keys from an argument on.
   *
   * @throws CommandError if any of the keys holds another type
   */
  static @Nullable SetValue[] find(Call call, int first, int count) {
    @Nullable SetValue[] sets = new SetValue[count];
    for (int i = 0; i < count; i++) {
      sets[i] = call.find(first + i, SetValue.TYPE);
    }
    return sets;
  }

  /** As {@link #find}, of all keys from an argument to the last one. */
  static @Nullable SetValue[] find(Call call, int first) {
    return find(call, first, call.argc() - first);
  }
}
