package io.miniredis.server.command.bitmap;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.overwrite;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;

/**
 * Combines the bits of strings, stores the outcome under a key whatever that held, and replies with
 * its length; an absent key is an empty string. An empty outcome removes the key.
 *
 * <p>Checked in this order: the operation, the number of its sources, the types in order.
 */
final class BitOp implements Command {
  static final Spec SPEC =
      Spec.command("BITOP", Group.BITMAP)
          .summary("Combines the bits of strings and stores the outcome.")
          .usage("<AND | OR | XOR | NOT | DIFF | DIFF1 | ANDOR | ONE> destkey key [key ...]")
          .arity(-4)
          .flags(Flag.DENYOOM, Flag.WRITE)
          .keys(overwrite(2, UPDATE), readOnly(3, ACCESS).range(-1, 1, 0))
          .since("2.6.0")
          .complexity("O(N) for N bytes of all sources")
          .build();

  private static final Event EVENT = Event.string("set");
  private static final CommandError ONE_SOURCE =
      CommandError.of("ERR BITOP NOT must be called with a single source key.");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    BitOperation operation = BitOperation.named(call.arg(1));
    if (operation == null) {
      throw CommandError.SYNTAX;
    }
    int n = call.argc() - 3;
    if (operation == BitOperation.NOT && n != 1) {
      throw ONE_SOURCE;
    }
    if (operation.needsOthers() && n < 2) {
      throw CommandError.of(
          "ERR BITOP " + operation + " must be called with at least two source keys.");
    }
    Slice[] sources = new Slice[n];
    int longest = 0;
    for (int i = 0; i < n; i++) {
      Slice found = call.findString(3 + i);
      sources[i] = new Slice();
      if (found != null) {
        sources[i].wrap(found.array(), found.offset(), found.length());
        longest = Math.max(longest, found.length());
      }
    }
    if (longest > 0) {
      call.engine().memory().require(longest);
      call.put(2, StringValue.owning(operation.apply(sources, longest)));
      call.changed(2, EVENT);
    } else if (call.delete(2)) {
      call.changed(2, Event.DEL);
    }
    call.reply().integer(longest);
  }
}
