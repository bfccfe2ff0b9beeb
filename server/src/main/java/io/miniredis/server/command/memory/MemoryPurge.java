package io.miniredis.server.command.memory;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies OK, and does nothing: the JVM gives memory back to the system by its own rules, and to
 * ask it for a collection of garbage would stop all clients.
 */
final class MemoryPurge implements Command {
  static final Spec SPEC =
      Spec.command("MEMORY PURGE", Group.SERVER)
          .summary("Has no effect: the JVM gives memory back by itself.")
          .usage("")
          .arity(2)
          .tips("request_policy:all_shards", "response_policy:all_succeeded")
          .since("4.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().simple(Replies.OK);
  }
}
