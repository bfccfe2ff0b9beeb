package io.miniredis.server.command.sortedset;

import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.Slice;
import java.util.function.DoubleBinaryOperator;

/** How the scores of a member of several inputs become one. */
enum Aggregate implements DoubleBinaryOperator {
  /** The sum; infinity and minus infinity make 0. */
  SUM {
    @Override
    public double applyAsDouble(double sum, double score) {
      double s = sum + score;
      return Double.isNaN(s) ? 0 : s;
    }
  },
  MIN {
    @Override
    public double applyAsDouble(double least, double score) {
      return score < least ? score : least;
    }
  },
  MAX {
    @Override
    public double applyAsDouble(double greatest, double score) {
      return score > greatest ? score : greatest;
    }
  };

  private static final Aggregate[] VALUES = values();

  /**
   * The function of this name, in any case.
   *
   * @throws CommandError {@link CommandError#SYNTAX}
   */
  static Aggregate parse(Slice word) {
    for (Aggregate a : VALUES) {
      if (word.is(a.name())) {
        return a;
      }
    }
    throw CommandError.SYNTAX;
  }
}
