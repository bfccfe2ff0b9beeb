package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;

/** Replies with the strings of several keys; nil for one that is absent or holds another type. */
final class MGet implements Command {
  static final Spec SPEC =
      Spec.command("MGET", Group.STRING)
          .summary("Reads the strings of several keys.")
          .usage("key [key ...]")
          .arity(-2)
          .flags(Flag.READONLY, Flag.FAST)
          .keys(readOnly(1, ACCESS).range(-1, 1, 0))
          .tips("request_policy:multi_shard")
          .since("1.0.0")
          .complexity("O(N) for N keys")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().array(call.argc() - 1);
    for (int i = 1; i < call.argc(); i++) {
      Slice value = call.findStringOrNull(i);
      if (value == null) {
        call.reply().nil();
      } else {
        call.reply().bulk(value.array(), value.offset(), value.length());
      }
    }
  }
}
