package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;

/**
 * Replies with a string and removes its key; nil when the key is absent.
 *
 * <p>Checked: the type.
 */
final class GetDel implements Command {
  static final Spec SPEC =
      Spec.command("GETDEL", Group.STRING)
          .summary("Reads the string of a key and removes the key.")
          .usage("key")
          .arity(2)
          .flags(Flag.WRITE, Flag.FAST)
          .keys(readWrite(1, ACCESS, DELETE))
          .countsLookups()
          .since("6.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Slice value = call.findString(1);
    if (value == null) {
      call.reply().nil();
      return;
    }
    call.reply().bulk(value.array(), value.offset(), value.length());
    call.delete(1);
    call.changed(1, Event.DEL);
  }
}
