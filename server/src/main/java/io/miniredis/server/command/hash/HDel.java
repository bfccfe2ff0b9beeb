package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HashValue;

/** Removes fields, with the last of them the key, and replies with how many there were. */
final class HDel implements Command {
  static final Spec SPEC =
      Spec.command("HDEL", Group.HASH)
          .summary("Removes fields of a hash.")
          .usage("key field [field ...]")
          .arity(-3)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, DELETE))
          .element(2)
          .since("2.0.0")
          .complexity("O(N) for N fields")
          .build();

  static final Event EVENT = Event.hash("hdel");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    HashValue hash = call.find(1, HashValue.TYPE);
    int removed = 0;
    if (hash != null) {
      for (int i = 2; i < call.argc(); i++) {
        if (hash.remove(call.arg(i))) {
          removed++;
        }
      }
    }
    if (removed > 0) {
      call.changed(1, EVENT);
    }
    call.reply().integer(removed);
  }
}
