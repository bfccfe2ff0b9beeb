package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;

/**
 * Replies with a longest common subsequence of two strings, with LEN its length, with IDX where it
 * lies in both: a map of the matching ranges, the last first, and the length. An absent key counts
 * as an empty string.
 *
 * <p>Checked in this order: the types, the options' syntax, that not both LEN and IDX are given,
 * the memory it takes.
 */
final class Lcs implements Command {
  static final Spec SPEC =
      Spec.command("LCS", Group.STRING)
          .summary("Finds what two strings have in common, in order.")
          .usage("key1 key2 [LEN] [IDX] [MINMATCHLEN min-match-len] [WITHMATCHLEN]")
          .arity(-3)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS).range(1, 1, 0))
          .since("7.0.0")
          .complexity("O(N*M) for strings of N and M bytes")
          .build();

  private static final CommandError NOT_STRINGS =
      CommandError.of("ERR The specified keys must contain string values");
  private static final CommandError BOTH =
      CommandError.of("ERR If you want both the length and indexes, please just use IDX.");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Slice first = call.findStringOrNull(1);
    Slice second = call.findStringOrNull(2);
    if ((first == null && call.has(1)) || (second == null && call.has(2))) {
      throw NOT_STRINGS;
    }
    Slice a = first == null ? new Slice() : first;
    Slice b = second == null ? new Slice() : second;
    boolean length = false;
    boolean indexes = false;
    boolean withMatchLength = false;
    long minMatchLength = 0;
    for (int i = 3; i < call.argc(); i++) {
      if (call.argIs(i, "IDX")) {
        indexes = true;
      } else if (call.argIs(i, "LEN")) {
        length = true;
      } else if (call.argIs(i, "WITHMATCHLEN")) {
        withMatchLength = true;
      } else if (call.argIs(i, "MINMATCHLEN") && i + 1 < call.argc()) {
        minMatchLength = call.longArg(++i);
      } else {
        throw CommandError.SYNTAX;
      }
    }
    if (length && indexes) {
      throw BOTH;
    }
    long maxTable = call.engine().config().number(Settings.PROTO_MAX_BULK_LEN);
    CommonSubsequence common = new CommonSubsequence(a, b, !length, maxTable);
    if (length) {
      call.reply().integer(common.length());
    } else if (indexes) {
      replyIndexes(call.reply(), common, minMatchLength, withMatchLength);
    } else {
      call.reply().bulk(common.bytes());
    }
  }

  private static void replyIndexes(
      ReplyWriter reply, CommonSubsequence common, long minLength, boolean withLength) {
    reply.map(2);
    reply.bulk("matches");
    long matches = reply.beginArray();
    int[] count = {0};
    common.ranges(
        (aStart, bStart, length) -> {
          if (length < minLength) {
            return;
          }
          count[0]++;
          reply.array(withLength ? 3 : 2);
          range(reply, aStart, length);
          range(reply, bStart, length);
          if (withLength) {
            reply.integer(length);
          }
        });
    reply.endArray(matches, count[0]);
    reply.bulk("len");
    reply.integer(common.length());
  }

  private static void range(ReplyWriter reply, int start, int length) {
    reply.array(2);
    reply.integer(start);
    reply.integer(start + length - 1);
  }
}
