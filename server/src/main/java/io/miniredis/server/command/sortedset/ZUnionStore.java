package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.overwrite;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Stores the union of sorted sets or sets, whatever the destination held before, and replies with
 * the number of elements. See {@link Combination} and {@link Storing}.
 */
final class ZUnionStore implements Command {
  static final Spec SPEC =
      Spec.command("ZUNIONSTORE", Group.SORTED_SET)
          .summary("Stores the union of sorted sets or sets.")
          .usage(
              "destination numkeys key [key ...] [WEIGHTS weight [weight ...]]"
                  + " [AGGREGATE <SUM | MIN | MAX | COUNT>]")
          .arity(-4)
          .flags(Flag.WRITE, Flag.DENYOOM)
          .keys(overwrite(1, UPDATE), readOnly(2, ACCESS).keynum(0, 1, 1))
          .since("2.0.0")
          .complexity("O(N)+O(M*log(M)) for N elements of all inputs and M of the result")
          .build();

  private static final Event EVENT = Event.sortedSet("zunionstore");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Combination.store(call, Combination.Operation.UNION, EVENT);
  }
}
