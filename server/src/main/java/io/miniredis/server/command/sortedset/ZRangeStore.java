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
import io.miniredis.server.value.SortedSetBuilder;
import io.miniredis.server.value.SortedSetCursor;
import io.miniredis.server.value.SortedSetValue;

/**
 * Stores the elements of a range under another key, whatever it held before, and replies with how
 * many there are. See {@link RangeQuery} and {@link Storing}.
 */
final class ZRangeStore implements Command {
  static final Spec SPEC =
      Spec.command("ZRANGESTORE", Group.SORTED_SET)
          .summary("Stores a range of ranks, scores or members.")
          .usage("dst src min max [BYSCORE | BYLEX] [REV] [LIMIT offset count]")
          .arity(-5)
          .flags(Flag.WRITE, Flag.DENYOOM)
          .keys(overwrite(1, UPDATE), readOnly(2, ACCESS))
          .since("6.2.0")
          .complexity("O(log(N)+M) for N elements, M of them stored")
          .build();

  private static final Event EVENT = Event.sortedSet("zrangestore");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    RangeQuery query = RangeQuery.toStore(call);
    SortedSetValue source = call.find(2, SortedSetValue.TYPE);
    SortedSetBuilder result = new SortedSetBuilder();
    if (source != null) {
      SortedSetCursor c = query.select(source);
      while (c.next()) {
        result.add(c.member(), c.score());
      }
    }
    Storing.store(call, result.build(call.engine().limits()), EVENT);
  }
}
