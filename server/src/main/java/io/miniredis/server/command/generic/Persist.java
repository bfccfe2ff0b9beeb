package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Record;

/** Takes a key's expiry away; replies 1, or 0 if the key has none or does not exist. */
final class Persist implements Command {
  static final Spec SPEC =
      Spec.command("PERSIST", Group.GENERIC)
          .summary("Takes a key's expiry away.")
          .usage("key")
          .arity(2)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .since("2.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    boolean expires = call.expiry(1) != Record.NO_EXPIRY;
    if (expires) {
      call.expireAt(1, Record.NO_EXPIRY);
      call.changed(1, Event.PERSIST);
    }
    call.reply().integer(expires ? 1 : 0);
  }
}
