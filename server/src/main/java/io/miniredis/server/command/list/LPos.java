package io.miniredis.server.command.list;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListCursor;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.Slice;

/**
 * Replies with the index of an element, nil when it is not there; with COUNT an array of up to so
 * many indexes (0: all). RANK skips matches, and walks from the end if negative; MAXLEN bounds how
 * many elements are compared (0: all).
 *
 * <p>Checked in this order: options from the first to the last, type of the value.
 */
final class LPos implements Command {
  private static final Spec SPEC =
      Spec.command("LPOS", Group.LIST)
          .usage("key element [RANK rank] [COUNT num-matches] [MAXLEN len]")
          .arity(-3)
          .keys(KeySpec.readOnly(1, KeySpec.Use.ACCESS))
          .flags(Flag.READONLY)
          .summary("Finds the indexes of equal elements in a list.")
          .since("6.0.6")
          .complexity("O(N) where N is the number of elements compared")
          .build();

  private static final CommandError RANK_BOUNDS =
      CommandError.of(
          "ERR value is out of range, value must between -9223372036854775807 and"
              + " 9223372036854775807");
  private static final CommandError RANK_ZERO =
      CommandError.of(
          "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or"
              + " use negative to start from the end of the list");
  private static final CommandError COUNT = CommandError.of("ERR COUNT can't be negative");
  private static final CommandError MAXLEN = CommandError.of("ERR MAXLEN can't be negative");
  private static final long NO_COUNT = -1;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long rank = 1;
    long count = NO_COUNT;
    long maxLength = 0;
    for (int i = 3; i < call.argc(); i += 2) {
      boolean hasValue = i + 1 < call.argc();
      if (hasValue && call.argIs(i, "RANK")) {
        rank = rank(call, i + 1);
      } else if (hasValue && call.argIs(i, "COUNT")) {
        count = call.longArg(i + 1, 0, Long.MAX_VALUE, COUNT);
      } else if (hasValue && call.argIs(i, "MAXLEN")) {
        maxLength = call.longArg(i + 1, 0, Long.MAX_VALUE, MAXLEN);
      } else {
        throw CommandError.SYNTAX;
      }
    }
    ListValue list = call.find(1, ListValue.TYPE);
    if (list == null) {
      if (count == NO_COUNT) {
        call.reply().nil();
      } else {
        call.reply().array(0);
      }
      return;
    }
    search(call, list, rank, count, maxLength == 0 ? Long.MAX_VALUE : maxLength);
  }

  private static long rank(Call call, int arg) {
    long rank = call.longArg(arg);
    if (rank == Long.MIN_VALUE) {
      throw RANK_BOUNDS;
    }
    if (rank == 0) {
      throw RANK_ZERO;
    }
    return rank;
  }

  private static void search(Call call, ListValue list, long rank, long count, long maxLength) {
    ReplyWriter reply = call.reply();
    Slice wanted = call.arg(2);
    Slice element = call.scratch();
    boolean forward = rank > 0;
    long size = list.size();
    ListCursor cursor =
        forward ? list.cursor(0, ListEnd.RIGHT) : list.cursor(size - 1, ListEnd.LEFT);
    long skipped = Math.abs(rank) - 1;
    long found = 0;
    long array = count == NO_COUNT ? 0 : reply.beginArray();
    for (long i = 0; i < maxLength && cursor.next(element); i++) {
      if (!element.contentEquals(wanted) || skipped-- > 0) {
        continue;
      }
      reply.integer(forward ? i : size - 1 - i);
      found++;
      if (found == count || count == NO_COUNT) {
        break;
      }
    }
    if (count != NO_COUNT) {
      reply.endArray(array, found);
    } else if (found == 0) {
      reply.nil();
    }
  }
}
