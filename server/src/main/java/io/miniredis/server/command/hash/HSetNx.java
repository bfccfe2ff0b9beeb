package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.INSERT;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HashValue;

/** Sets a field that is not there, and replies with 1; with 0 if it is. */
final class HSetNx implements Command {
  static final Spec SPEC =
      Spec.command("HSETNX", Group.HASH)
          .summary("Sets a field of a hash unless it is there.")
          .usage("key field value")
          .arity(4)
          .flags(Flag.DENYOOM, Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, INSERT))
          .element(2)
          .since("2.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    HashValue hash = call.findOrCreate(1, HashValue.TYPE);
    if (hash.contains(call.arg(2), call.now())) {
      call.reply().integer(0);
      return;
    }
    hash.set(call.arg(2), call.arg(3), call.now());
    call.changed(1, Setting.EVENT);
    call.reply().integer(1);
  }
}
