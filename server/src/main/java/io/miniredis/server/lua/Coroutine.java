package io.miniredis.server.lua;

/** A coroutine, as a program sees it. */
final class Coroutine {
  /** Where it is in its life. */
  enum Status {
    SUSPENDED("suspended"),
    RUNNING("running"),
    NORMAL("normal"),
    DEAD("dead");

    final LuaString label;

    Status(String label) {
      this.label = LuaString.of(label);
    }
  }

  final LuaThread thread;
  Status status = Status.SUSPENDED;

  Coroutine(Runtime rt, LuaFunction function) {
    thread = new LuaThread(rt, true);
    thread.coroutine = this;
    thread.begin(function);
  }
}
