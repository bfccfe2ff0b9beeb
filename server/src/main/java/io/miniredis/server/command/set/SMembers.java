package io.miniredis.server.command.set;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with all members of a set; an empty one if the key does not exist. */
final class SMembers implements Command {
  static final Spec SPEC =
      Spec.command("SMEMBERS", Group.SET)
          .summary("Reads all members of a set.")
          .usage("key")
          .arity(2)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .tips("nondeterministic_output_order")
          .since("1.0.0")
          .complexity("O(N) for N members")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Members.replyAll(call, 1);
  }
}
