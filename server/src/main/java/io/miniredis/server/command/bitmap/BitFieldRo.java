package io.miniredis.server.command.bitmap;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Reads integers of any width in a string, as BITFIELD does.
 *
 * <p>Checked as {@link BitField} does; that nothing is to be written after all subcommands.
 */
final class BitFieldRo implements Command {
  static final Spec SPEC =
      Spec.command("BITFIELD_RO", Group.BITMAP)
          .summary("Reads integers of any width in a string.")
          .usage("key [GET encoding offset [GET encoding offset ...]]")
          .arity(-2)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("6.0.0")
          .complexity("O(1) for each subcommand")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    BitField.run(call, true);
  }
}
