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
      return sum(sum, score);
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
  },
  /** The number of inputs that have the member, or the sum of their weights; no score counts. */
  COUNT {
    @Override
    public double applyAsDouble(double sum, double weight) {
      return sum(sum, weight);
    }

    @Override
    double weigh(double weight, double score) {
      return weight;
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

  /** What a member with this score in an input of this weight brings along. */
  double weigh(double weight, double score) {
    return weight * score;
  }

  private static double sum(double a, double b) {
    double s = a + b;
    return Double.isNaN(s) ? 0 : s;
  }
}
