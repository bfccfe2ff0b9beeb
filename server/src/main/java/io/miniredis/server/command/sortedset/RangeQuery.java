package io.miniredis.server.command.sortedset;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.LexBound;
import io.miniredis.server.value.ScoreRange;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetCursor;
import io.miniredis.server.value.SortedSetValue;
import org.jspecify.annotations.Nullable;

/**
 * What ZRANGE and its relatives ask for: two ends and options.
 *
 * <p>Checked in this order: each option's syntax and LIMIT's numbers as they come, LIMIT without
 * BYSCORE or BYLEX, WITHSCORES with BYLEX, the two ends.
 */
final class RangeQuery {
  /** What the ends are. */
  enum By {
    RANK,
    SCORE,
    MEMBER
  }

  private static final CommandError LIMIT_BY_RANK =
      CommandError.of(
          "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX");
  private static final CommandError SCORES_BY_MEMBER =
      CommandError.of("ERR syntax error, WITHSCORES not supported in combination with BYLEX");
  private static final long NO_LIMIT = -1;

  private final Call call;
  private @Nullable By by;
  private boolean reverse;
  private boolean withScores;
  private long offset;
  private long limit = NO_LIMIT;

  private long firstRank;
  private long lastRank;
  private @Nullable ScoreRange scores;
  private @Nullable LexBound min;
  private @Nullable LexBound max;

  private RangeQuery(Call call, @Nullable By by, boolean reverse) {
    this.call = call;
    this.by = by;
    this.reverse = reverse;
  }

  /** Runs a command that is fixed in kind and direction: key, two ends, options. */
  static void run(Call call, By by, boolean reverse) {
    RangeQuery query = new RangeQuery(call, by, reverse);
    query.parse(2, false, false);
    query.reply();
  }

  /** Runs ZRANGE, whose options choose kind and direction. */
  static void run(Call call) {
    RangeQuery query = new RangeQuery(call, null, false);
    query.parse(2, true, false);
    query.reply();
  }

  /** The query of ZRANGESTORE, whose ends are at arguments 3 and 4. */
  static RangeQuery toStore(Call call) {
    RangeQuery query = new RangeQuery(call, null, false);
    query.parse(3, true, true);
    return query;
  }

  private void parse(int ends, boolean chooses, boolean store) {
    int argc = call.argc();
    boolean directed = !chooses;
    for (int i = ends + 2; i < argc; i++) {
      Slice word = call.arg(i);
      if (!store && word.is("WITHSCORES")) {
        withScores = true;
      } else if (word.is("LIMIT") && i + 2 < argc) {
        offset = call.longArg(i + 1);
        limit = call.longArg(i + 2);
        i += 2;
      } else if (!directed && word.is("REV")) {
        reverse = true;
        directed = true;
      } else if (by == null && word.is("BYLEX")) {
        by = By.MEMBER;
      } else if (by == null && word.is("BYSCORE")) {
        by = By.SCORE;
      } else {
        throw CommandError.SYNTAX;
      }
    }
    if (by == null) {
      by = By.RANK;
    }
    if (limit != NO_LIMIT && by == By.RANK) {
      throw LIMIT_BY_RANK;
    }
    if (withScores && by == By.MEMBER) {
      throw SCORES_BY_MEMBER;
    }
    parseEnds(ends, by);
  }

  private void parseEnds(int ends, By kind) {
    int low = reverse ? ends + 1 : ends;
    int high = reverse ? ends : ends + 1;
    switch (kind) {
      case RANK -> {
        firstRank = call.longArg(ends);
        lastRank = call.longArg(ends + 1);
      }
      case SCORE -> scores = RangeEnds.scores(call, low, high);
      case MEMBER -> {
        min = RangeEnds.member(call, low);
        max = RangeEnds.member(call, high);
      }
    }
  }

  private void reply() {
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    if (set == null) {
      call.reply().array(0);
    } else {
      Elements.write(call.reply(), select(set), withScores);
    }
  }

  /** The elements asked for. */
  SortedSetCursor select(SortedSetValue set) {
    ScoreRange range = scores;
    LexBound low = min;
    LexBound high = max;
    SortedSetCursor cursor;
    if (range != null) {
      cursor = set.scores(range, reverse);
    } else if (low != null && high != null) {
      cursor = set.members(low, high, reverse);
    } else {
      return selectRanks(set);
    }
    if (offset != 0 || limit >= 0) {
      cursor.limit(offset, limit);
    }
    return cursor;
  }

  private SortedSetCursor selectRanks(SortedSetValue set) {
    int size = set.size();
    int from = Ranks.first(firstRank, size);
    int to = Ranks.end(lastRank, size);
    if (from >= to) {
      return set.ranks(0, 0, false);
    }
    return reverse ? set.ranks(size - to, size - from, true) : set.ranks(from, to, false);
  }
}
