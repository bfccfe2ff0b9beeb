package io.miniredis.server.command.list;

import io.miniredis.server.engine.Arguments;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.ListEnd;

/** The ends of a list as commands name them, and the events that happen at them. */
final class Ends {
  private static final Event LPUSH = Event.list("lpush");
  private static final Event RPUSH = Event.list("rpush");
  private static final Event LPOP = Event.list("lpop");
  private static final Event RPOP = Event.list("rpop");

  private Ends() {}

  /**
   * The end that an argument names, LEFT or RIGHT.
   *
   * @throws CommandError {@link CommandError#SYNTAX}
   */
  static ListEnd parse(Arguments call, int index) {
    if (call.argIs(index, "LEFT")) {
      return ListEnd.LEFT;
    }
    if (call.argIs(index, "RIGHT")) {
      return ListEnd.RIGHT;
    }
    throw CommandError.SYNTAX;
  }

  static Event pushed(ListEnd end) {
    return end == ListEnd.LEFT ? LPUSH : RPUSH;
  }

  static Event popped(ListEnd end) {
    return end == ListEnd.LEFT ? LPOP : RPOP;
  }

  /** Tells who follows changes of elements that have been popped, in whatever way. */
  static void tellPopped(Call call, int key, ListEnd end, long count) {
    if (call.isFollowed()) {
      call.effect(end == ListEnd.LEFT ? "LPOP" : "RPOP").add(call.arg(key)).add(count).end();
    }
  }
}
