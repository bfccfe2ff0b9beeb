package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with an array of all values of a hash; empty if the key does not exist. See {@link
 * Listing}.
 */
final class HVals implements Command {
  static final Spec SPEC =
      Spec.command("HVALS", Group.HASH)
          .summary("Reads all values of a hash.")
          .usage("key")
          .arity(2)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .tips("nondeterministic_output_order")
          .since("2.0.0")
          .complexity("O(N) for N fields")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Listing.reply(call, false, true);
  }
}
