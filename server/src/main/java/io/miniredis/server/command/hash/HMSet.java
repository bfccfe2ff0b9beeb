package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Sets fields of a hash, as HSET does, and replies with OK. See {@link Setting}. */
final class HMSet implements Command {
  static final Spec SPEC =
      Spec.command("HMSET", Group.HASH)
          .summary("Sets fields of a hash.")
          .usage("key field value [field value ...]")
          .arity(-4)
          .flags(Flag.DENYOOM, Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .element(2)
          .since("2.0.0")
          .complexity("O(N) for N fields")
          .deprecated("4.0.0", "HSET")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Setting.set(call);
    call.reply().simple(Replies.OK);
  }
}
