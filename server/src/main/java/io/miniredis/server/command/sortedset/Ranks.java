package io.miniredis.server.command.sortedset;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetValue;

/** Ranks as arguments, counted from the end if negative, and as replies. */
final class Ranks {
  private Ranks() {}

  /** The rank that a range begins at: from 0, perhaps beyond the end. */
  static int first(long rank, int size) {
    long r = rank < 0 ? Math.max(0, size + rank) : rank;
    return (int) Math.min(r, size);
  }

  /** The rank behind a range's last one, which is included. */
  static int end(long rank, int size) {
    long r = rank < 0 ? size + rank : rank;
    return (int) Math.clamp(r, -1, size - 1) + 1;
  }

  /**
   * What ZRANK and ZREVRANK share: replies with a member's rank, and with its score if asked.
   *
   * <p>Checked in this order: number of arguments, the option's word, type.
   */
  static void reply(Call call, boolean reverse) {
    int argc = call.argc();
    if (argc > 4) {
      throw CommandError.of(
          "ERR wrong number of arguments for '" + call.spec().fullName() + "' command");
    }
    if (argc == 4 && !call.argIs(3, "WITHSCORE")) {
      throw CommandError.SYNTAX;
    }
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    Slice member = call.arg(2);
    int rank = set == null ? -1 : set.rank(member);
    if (set == null || rank < 0) {
      if (argc == 4) {
        call.reply().nilArray();
      } else {
        call.reply().nil();
      }
      return;
    }
    int told = reverse ? set.size() - 1 - rank : rank;
    if (argc == 4) {
      call.reply().array(2);
    }
    call.reply().integer(told);
    if (argc == 4) {
      call.reply().doubleValue(set.score(member));
    }
  }
}
