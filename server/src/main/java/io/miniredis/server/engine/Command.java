package io.miniredis.server.engine;

import org.jspecify.annotations.Nullable;

/**
 * One command: its specification and its body. An instance has no state of its own and serves all
 * connections at once; everything about the call at hand is in the {@link Call}.
 */
public interface Command {
  Spec spec();

  /**
   * Runs with the shards of the declared keys locked, every gate of the specification passed, and
   * writes exactly one reply.
   *
   * @throws CommandError the reply is then that error alone, whatever was written before
   */
  void execute(Call call);

  /**
   * Whether a flag of the specification is true of this call: scripts can say of themselves what
   * they do. Is asked of calls that may be wrong, before any lock is taken.
   */
  default boolean is(Flag flag, Call call) {
    return spec().is(flag);
  }

  /**
   * What is done to a key when its specification says {@link KeySpec.Use#VARIABLE_FLAGS}: the
   * options among the arguments decide.
   */
  default KeySpec use(KeySpec key, Arguments args) {
    return key;
  }

  /**
   * What is done to values of the command's type when their time comes: told by one command of a
   * type whose values have such a time.
   */
  default @Nullable DueWork dueWork() {
    return null;
  }

  /**
   * Whether an argument must not be shown where commands are (SLOWLOG, MONITOR): a password, or
   * what may be one. It can be asked of calls that fail.
   */
  default boolean isSecret(int index, Arguments args) {
    return false;
  }
}
