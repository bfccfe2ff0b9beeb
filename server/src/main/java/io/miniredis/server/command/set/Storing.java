package io.miniredis.server.command.set;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.SetValue;

/** Stores results under the key at argument 1. */
final class Storing {
  private Storing() {}

  /**
   * Replaces whatever the key held, removes it if the result is empty, and replies with its size.
   */
  static void store(Call call, SetValue result, Event event) {
    int size = result.size();
    if (size > 0) {
      call.put(1, result);
      call.changed(1, event);
    } else if (call.delete(1)) {
      call.changed(1, Event.DEL);
    }
    call.reply().integer(size);
  }
}
