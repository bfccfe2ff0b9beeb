package io.miniredis.server.command.sortedset;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The sorted-set commands. */
public final class SortedSetCommands {
  private SortedSetCommands() {}

  /** All of them. */
  public static List<Command> all() {
    return List.of(
        new BZMPop(),
        new BZPopMax(),
        new BZPopMin(),
        new ZAdd(),
        new ZCard(),
        new ZCount(),
        new ZDiff(),
        new ZDiffStore(),
        new ZIncrBy(),
        new ZInter(),
        new ZInterCard(),
        new ZInterStore(),
        new ZLexCount(),
        new ZMPop(),
        new ZMScore(),
        new ZPopMax(),
        new ZPopMin(),
        new ZRandMember(),
        new ZRange(),
        new ZRangeByLex(),
        new ZRangeByScore(),
        new ZRangeStore(),
        new ZRank(),
        new ZRem(),
        new ZRemRangeByLex(),
        new ZRemRangeByRank(),
        new ZRemRangeByScore(),
        new ZRevRange(),
        new ZRevRangeByLex(),
        new ZRevRangeByScore(),
        new ZRevRank(),
        new ZScan(),
        new ZScore(),
        new ZUnion(),
        new ZUnionStore());
  }
}
