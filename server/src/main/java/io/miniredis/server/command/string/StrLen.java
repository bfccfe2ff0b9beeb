package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;

/**
 * Replies with the number of bytes of a string, 0 when the key is absent.
 *
 * <p>Checked: the type.
 */
final class StrLen implements Command {
  static final Spec SPEC =
      Spec.command("STRLEN", Group.STRING)
          .summary("Tells how many bytes a string has.")
          .usage("key")
          .arity(2)
          .flags(Flag.READONLY, Flag.FAST)
          .keys(readOnly(1))
          .since("2.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Slice value = call.findString(1);
    call.reply().integer(value == null ? 0 : value.length());
  }
}
