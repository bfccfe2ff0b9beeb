package io.miniredis.server.command.sortedset;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.LexBound;
import io.miniredis.server.value.ScoreRange;
import io.miniredis.server.value.Slice;

/**
 * Reads the ends of ranges: scores such as {@code (1.5} and {@code -inf}, members such as {@code
 * [a}.
 */
final class RangeEnds {
  private static final CommandError NOT_A_SCORE = CommandError.of("ERR min or max is not a float");
  private static final CommandError NOT_A_MEMBER =
      CommandError.of("ERR min or max not valid string range item");

  private RangeEnds() {}

  /** The range between the scores at two arguments; a round bracket leaves out the score itself. */
  static ScoreRange scores(Call call, int min, int max) {
    return new ScoreRange(
        score(call.arg(min)), isExclusive(call.arg(min)),
        score(call.arg(max)), isExclusive(call.arg(max)));
  }

  private static boolean isExclusive(Slice text) {
    return !text.isEmpty() && text.byteAt(0) == '(';
  }

  private static double score(Slice text) {
    double score = ScoreRange.parseEnd(isExclusive(text) ? behindFirst(text) : text);
    if (Double.isNaN(score)) {
      throw NOT_A_SCORE;
    }
    return score;
  }

  /**
   * The end at an argument: {@code -}, {@code +}, or a member behind a bracket, round if it is left
   * out.
   */
  static LexBound member(Call call, int arg) {
    Slice text = call.arg(arg);
    if (text.isEmpty()) {
      throw NOT_A_MEMBER;
    }
    byte first = text.byteAt(0);
    if (first == '(' || first == '[') {
      return new LexBound(LexBound.Kind.MEMBER, behindFirst(text), first == '(');
    }
    if (text.length() == 1 && (first == '-' || first == '+')) {
      return first == '-' ? LexBound.FIRST : LexBound.LAST;
    }
    throw NOT_A_MEMBER;
  }

  private static Slice behindFirst(Slice text) {
    return new Slice().wrap(text.array(), text.offset() + 1, text.length() - 1);
  }
}
