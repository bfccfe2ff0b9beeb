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
 * Stores the elements of the first sorted set or set that no other one has, whatever the
 * destination held before, and replies with the number of elements. See {@link Combination} and
 * {@link Storing}.
 */
final class ZDiffStore implements Command {
  static final Spec SPEC =
      Spec.command("ZDIFFSTORE", Group.SORTED_SET)
          .summary("Stores the elements of the first sorted set or set that no other one has.")
          .usage("destination numkeys key [key ...]")
          .arity(-4)
          .flags(Flag.WRITE, Flag.DENYOOM)
          .keys(overwrite(1, UPDATE), readOnly(2, ACCESS).keynum(0, 1, 1))
          .since("6.2.0")
          .complexity("O(L)+O(M*log(M)) for L elements of all inputs and M of the result")
          .build();

  private static final Event EVENT = Event.sortedSet("zdiffstore");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Combination.store(call, Combination.Operation.DIFFERENCE, EVENT);
  }
}
