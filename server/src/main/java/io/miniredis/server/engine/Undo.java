package io.miniredis.server.engine;

/** Puts back what a blocking command took for a client that went before it could be told. */
@FunctionalInterface
public interface Undo {
  Undo NOTHING = call -> {};

  /** The call has the arguments, the keys and the time of the command, but no reply. */
  void run(Call call);
}
