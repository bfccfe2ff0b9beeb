package io.miniredis.server.command.geo;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.GeoHash;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetValue;
import org.jspecify.annotations.Nullable;

/**
 * Adds members with their positions, or moves them, and replies with how many are new; with CH
 * those moved count too.
 *
 * <p>Checked in this order: that positions and members come in threes, NX with XX, position by
 * position that it is a number and on the map, the type.
 */
final class GeoAdd implements Command {
  static final Spec SPEC =
      Spec.command("GEOADD", Group.GEO)
          .summary("Adds members with their positions, or moves them.")
          .usage("key [NX | XX] [CH] longitude latitude member [longitude latitude member ...]")
          .arity(-5)
          .flags(Flag.DENYOOM, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .since("3.2.0")
          .complexity("O(log(N)) for each member, N being the size of the set")
          .build();

  private static final Event EVENT = Event.sortedSet("zadd");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int conditions = 0;
    boolean countMoves = false;
    int first = 2;
    for (; first < call.argc(); first++) {
      Slice word = call.arg(first);
      if (word.is("NX")) {
        conditions |= SortedSetValue.ONLY_NEW;
      } else if (word.is("XX")) {
        conditions |= SortedSetValue.ONLY_KNOWN;
      } else if (word.is("CH")) {
        countMoves = true;
      } else {
        break;
      }
    }
    int rest = call.argc() - first;
    boolean both = conditions == (SortedSetValue.ONLY_NEW | SortedSetValue.ONLY_KNOWN);
    if (rest == 0 || rest % 3 != 0 || both) {
      throw CommandError.SYNTAX;
    }
    for (int i = first; i < call.argc(); i += 3) {
      Places.check(call, i);
    }
    add(call, first, conditions, countMoves);
  }

  private static void add(Call call, int first, int conditions, boolean countMoves) {
    SortedSetValue set = target(call, conditions);
    if (set == null) {
      call.reply().integer(0);
      return;
    }
    int longest = 0;
    for (int i = first; i < call.argc(); i += 3) {
      longest = Math.max(longest, call.arg(i + 2).length());
    }
    set.expect((call.argc() - first) / 3, longest);
    int added = 0;
    int moved = 0;
    for (int i = first; i < call.argc(); i += 3) {
      double score = GeoHash.encode(call.doubleArg(i), call.doubleArg(i + 1));
      switch (set.put(call.arg(i + 2), score, conditions)) {
        case SortedSetValue.ADDED -> added++;
        case SortedSetValue.UPDATED -> moved++;
        default -> {}
      }
    }
    if (added + moved > 0) {
      call.changed(1, EVENT);
    }
    call.reply().integer(countMoves ? added + moved : added);
  }

  private static @Nullable SortedSetValue target(Call call, int conditions) {
    return (conditions & SortedSetValue.ONLY_KNOWN) != 0
        ? call.find(1, SortedSetValue.TYPE)
        : call.findOrCreate(1, SortedSetValue.TYPE);
  }
}
