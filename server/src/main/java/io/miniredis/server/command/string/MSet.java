package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.overwrite;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Sets the strings of several keys, whatever they held; of a key named twice the last one.
 *
 * <p>Checked: that every key has a value.
 */
final class MSet implements Command {
  static final Spec SPEC =
      Spec.command("MSET", Group.STRING)
          .summary("Sets the strings of several keys.")
          .usage("key value [key value ...]")
          .arity(-3)
          .flags(Flag.WRITE, Flag.DENYOOM)
          .keys(overwrite(1, UPDATE).range(-1, 2, 0))
          .tips("request_policy:multi_shard", "response_policy:all_succeeded")
          .since("1.0.1")
          .complexity("O(N) for N keys")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    KeyValuePairs.check(call);
    KeyValuePairs.set(call);
    call.reply().simple(Replies.OK);
  }
}
