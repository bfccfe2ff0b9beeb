package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetValue;

/**
 * Adds members, or changes the scores of those there are, and replies with how many are new (with
 * CH: new or changed). INCR adds to the score of a single member and replies with the sum, or nil
 * if the other options forbid it.
 *
 * <p>Checked in this order: that scores and members come in pairs, NX with XX, GT, LT or NX with
 * each other, INCR with more than one pair, every score, the key's type, then whether a sum is a
 * number.
 */
final class ZAdd implements Command {
  static final Spec SPEC =
      Spec.command("ZADD", Group.SORTED_SET)
          .summary("Adds members to a sorted set, or changes their scores.")
          .usage("key [NX | XX] [GT | LT] [CH] [INCR] score member [score member ...]")
          .arity(-4)
          .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
          .keys(readWrite(1, UPDATE))
          .element(3)
          .since("1.2.0")
          .complexity("O(log(N)) for each member, N being the size of the set")
          .build();

  private static final CommandError NX_AND_XX =
      CommandError.of("ERR XX and NX options at the same time are not compatible");
  private static final CommandError GT_LT_NX =
      CommandError.of("ERR GT, LT, and/or NX options at the same time are not compatible");
  private static final CommandError MANY_INCREMENTS =
      CommandError.of("ERR INCR option supports a single increment-element pair");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int argc = call.argc();
    int conditions = 0;
    boolean countUpdates = false;
    boolean increment = false;
    int first = 2;
    while (first < argc) {
      Slice word = call.arg(first);
      int condition = condition(word);
      if (condition != 0) {
        conditions |= condition;
      } else if (word.is("CH")) {
        countUpdates = true;
      } else if (word.is("INCR")) {
        increment = true;
      } else {
        break;
      }
      first++;
    }
    check(conditions, argc - first, increment);
    if (increment) {
      Adding.increment(call, first, conditions);
    } else {
      Adding.add(call, first, conditions, countUpdates);
    }
  }

  private static int condition(Slice word) {
    if (word.length() != 2) {
      return 0;
    }
    if (word.is("NX")) {
      return SortedSetValue.ONLY_NEW;
    }
    if (word.is("XX")) {
      return SortedSetValue.ONLY_KNOWN;
    }
    if (word.is("GT")) {
      return SortedSetValue.ONLY_GREATER;
    }
    return word.is("LT") ? SortedSetValue.ONLY_LESS : 0;
  }

  private static void check(int conditions, int rest, boolean increment) {
    if (rest == 0 || rest % 2 != 0) {
      throw CommandError.SYNTAX;
    }
    if (conditions != 0) {
      checkTogether(conditions);
    }
    if (increment && rest > 2) {
      throw MANY_INCREMENTS;
    }
  }

  private static void checkTogether(int conditions) {
    int newOrKnown = SortedSetValue.ONLY_NEW | SortedSetValue.ONLY_KNOWN;
    if ((conditions & newOrKnown) == newOrKnown) {
      throw NX_AND_XX;
    }
    int exclusive =
        SortedSetValue.ONLY_NEW | SortedSetValue.ONLY_GREATER | SortedSetValue.ONLY_LESS;
    if (Integer.bitCount(conditions & exclusive) > 1) {
      throw GT_LT_NX;
    }
  }
}
