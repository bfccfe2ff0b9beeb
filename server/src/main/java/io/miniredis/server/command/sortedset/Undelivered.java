package io.miniredis.server.command.sortedset;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Effects;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetCursor;
import io.miniredis.server.value.SortedSetValue;

/** How elements come back that were popped for a client that had gone. */
final class Undelivered {
  private static final Event ADDED = Event.sortedSet("zadd");

  private Undelivered() {}

  /**
   * Has elements added again, should the client be gone; but not a member that was added meanwhile,
   * which has a newer score.
   */
  static void addBack(Call call, int key, SortedSetCursor elements) {
    int n = elements.remaining();
    byte[][] members = new byte[n][];
    double[] scores = new double[n];
    for (int i = 0; i < n; i++) {
      elements.next();
      members[i] = elements.member().toBytes();
      scores[i] = elements.score();
    }
    call.ifUndelivered(
        later -> {
          SortedSetValue set = later.findOrCreate(key, SortedSetValue.TYPE);
          for (int i = 0; i < n; i++) {
            set.put(Slice.of(members[i]), scores[i], SortedSetValue.ONLY_NEW);
          }
          later.changed(key, ADDED);
          tell(later, key, members, scores);
        });
  }

  private static void tell(Call call, int key, byte[][] members, double[] scores) {
    if (call.isFollowed()) {
      Effects effect = call.effect("ZADD").add(call.arg(key)).add("NX");
      for (int i = 0; i < members.length; i++) {
        effect.add(scores[i]).add(members[i], 0, members[i].length);
      }
      effect.end();
    }
  }
}
