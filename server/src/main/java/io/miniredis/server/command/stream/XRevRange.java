package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with the entries of a range of ids, from the last on: an empty array if there are none,
 * nil with a COUNT of 0.
 *
 * <p>Checked in this order: the range's start, its end, the options, then the key's type.
 */
final class XRevRange implements Command {
  static final Spec SPEC =
      Spec.command("XREVRANGE", Group.STREAM)
          .summary("Gives entries of a range of ids, the last first.")
          .usage("key end start [COUNT count]")
          .arity(-4)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("5.0.0")
          .complexity("O(log(N)+M) for M entries of N")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    EntryRange.reply(call, 3, 2, true);
  }
}
