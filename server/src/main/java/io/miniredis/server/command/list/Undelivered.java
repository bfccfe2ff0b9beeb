package io.miniredis.server.command.list;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Effects;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.Slice;

/** How elements come back that were popped for a client that had gone. */
final class Undelivered {
  private Undelivered() {}

  /**
   * Has elements pushed back to the end from which they were popped, should the client be gone.
   *
   * @param elements in the order in which they were popped
   */
  static void pushBack(Call call, int key, ListEnd end, byte[]... elements) {
    call.ifUndelivered(
        later -> {
          ListValue list = later.findOrCreate(key, ListValue.TYPE);
          for (int i = elements.length - 1; i >= 0; i--) {
            list.push(end, Slice.of(elements[i]));
          }
          later.changed(key, Ends.pushed(end));
          tell(later, key, end, elements);
        });
  }

  private static void tell(Call call, int key, ListEnd end, byte[][] elements) {
    if (call.isFollowed()) {
      Effects effect = call.effect(end == ListEnd.LEFT ? "LPUSH" : "RPUSH").add(call.arg(key));
      for (int i = elements.length - 1; i >= 0; i--) {
        effect.add(elements[i], 0, elements[i].length);
      }
      effect.end();
    }
  }
}
