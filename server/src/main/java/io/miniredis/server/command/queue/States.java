package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.JobState;
import org.jspecify.annotations.Nullable;

/** STATE and the state behind it. */
final class States {
  private States() {}

  /** The state that an argument and the next one name; null if that argument is no STATE. */
  static @Nullable JobState parse(Call call, int arg) {
    if (arg >= call.argc() || !call.argIs(arg, "STATE")) {
      return null;
    }
    for (JobState state : JobState.values()) {
      if (arg + 1 < call.argc() && call.argIs(arg + 1, state.name())) {
        return state;
      }
    }
    throw CommandError.SYNTAX;
  }
}
