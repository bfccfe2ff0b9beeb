package io.miniredis.server.command.sortedset;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetBuilder;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The union, intersection or difference of several inputs: what ZUNION, ZINTER, ZDIFF, their STORE
 * forms and ZINTERCARD share.
 *
 * <p>Checked in this order: that the number of keys is an integer, positive, and not more than
 * there are arguments; key by key the type of its value; then the options as they come.
 */
final class Combination {
  /** What is made of the inputs. */
  enum Operation {
    UNION,
    INTERSECTION,
    DIFFERENCE
  }

  private static final CommandError NO_WEIGHT = CommandError.of("ERR weight value is not a float");
  private static final CommandError NEGATIVE_LIMIT = CommandError.of("ERR LIMIT can't be negative");

  private final Call call;
  private final Operation operation;
  private final Input[] inputs;
  private Aggregate aggregate = Aggregate.SUM;
  private boolean withScores;
  private long limit;

  private Combination(Call call, int numkeys, Operation operation) {
    this.call = call;
    this.operation = operation;
    long n = call.longArg(numkeys);
    if (n < 1) {
      throw CommandError.of(
          "ERR at least 1 input key is needed for '" + call.spec().fullName() + "' command");
    }
    if (n > call.argc() - numkeys - 1) {
      throw CommandError.SYNTAX;
    }
    inputs = new Input[(int) n];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = Input.of(call, numkeys + 1 + i);
    }
  }

  /** Replies with the elements of the result. */
  static void reply(Call call, Operation operation) {
    Combination c = new Combination(call, 1, operation);
    c.parseOptions(2 + c.inputs.length, false);
    Elements.write(call.reply(), c.build().elements(), c.withScores);
  }

  /** Stores the result under the key at argument 1, and replies with its size. */
  static void store(Call call, Operation operation, Event event) {
    Combination c = new Combination(call, 2, operation);
    c.parseOptions(3 + c.inputs.length, true);
    Storing.store(call, c.build().build(call.engine().limits()), event);
  }

  /** Replies with the size of the intersection, counted up to a limit if asked. */
  static void replyCardinality(Call call) {
    Combination c = new Combination(call, 1, Operation.INTERSECTION);
    c.parseLimit(2 + c.inputs.length);
    c.sortBySize();
    call.reply().integer(c.countIntersection());
  }

  private void parseOptions(int first, boolean store) {
    int argc = call.argc();
    boolean weighs = operation != Operation.DIFFERENCE;
    for (int i = first; i < argc; i++) {
      Slice word = call.arg(i);
      if (weighs && argc - i > inputs.length && word.is("WEIGHTS")) {
        for (Input input : inputs) {
          input.weight = call.doubleArg(++i, NO_WEIGHT);
        }
      } else if (weighs && argc - i > 1 && word.is("AGGREGATE")) {
        aggregate = Aggregate.parse(call.arg(++i));
      } else if (!store && word.is("WITHSCORES")) {
        withScores = true;
      } else {
        throw CommandError.SYNTAX;
      }
    }
  }

  private void parseLimit(int first) {
    int argc = call.argc();
    for (int i = first; i < argc; i += 2) {
      if (i + 1 == argc || !call.argIs(i, "LIMIT")) {
        throw CommandError.SYNTAX;
      }
      limit = call.longArg(i + 1, 0, Long.MAX_VALUE, NEGATIVE_LIMIT);
    }
  }

  private SortedSetBuilder build() {
    SortedSetBuilder result = new SortedSetBuilder();
    switch (operation) {
      case UNION -> {
        sortBySize();
        for (Input input : inputs) {
          while (input.next()) {
            result.merge(input.member(), input.weighed(aggregate), aggregate);
          }
        }
      }
      case INTERSECTION -> {
        sortBySize();
        intersect(result);
      }
      case DIFFERENCE -> subtract(result);
    }
    return result;
  }

  /** The smallest first: quickest, and the order in which Redis adds up scores. */
  private void sortBySize() {
    Arrays.sort(inputs, Comparator.comparingInt(Input::size));
  }

  private void intersect(SortedSetBuilder result) {
    Input smallest = inputs[0];
    while (smallest.next()) {
      Slice member = smallest.member();
      double score = smallest.weighed(aggregate);
      boolean everywhere = true;
      for (int i = 1; i < inputs.length && everywhere; i++) {
        double other = inputs[i].find(member);
        everywhere = !Double.isNaN(other);
        score = aggregate.applyAsDouble(score, aggregate.weigh(inputs[i].weight, other));
      }
      if (everywhere) {
        result.add(member, score);
      }
    }
  }

  private long countIntersection() {
    Input smallest = inputs[0];
    long n = 0;
    while ((limit == 0 || n < limit) && smallest.next()) {
      if (!isMissing(smallest.member(), true)) {
        n++;
      }
    }
    return n;
  }

  /** Whether a member is missing in some (or, if not {@code some}, in each) input but the first. */
  private boolean isMissing(Slice member, boolean some) {
    for (int i = 1; i < inputs.length; i++) {
      if (Double.isNaN(inputs[i].find(member)) == some) {
        return some;
      }
    }
    return !some;
  }

  /**
   * Looks every element of the first input up in the others, or removes those of the others from a
   * copy of the first: whichever touches fewer.
   */
  private void subtract(SortedSetBuilder result) {
    Input from = inputs[0];
    long others = 0;
    for (int i = 1; i < inputs.length; i++) {
      others += inputs[i].size();
    }
    boolean lookUp = (long) from.size() * (inputs.length - 1) <= from.size() + others;
    while (from.next()) {
      if (!lookUp || isMissing(from.member(), false)) {
        result.add(from.member(), from.score());
      }
    }
    for (int i = 1; i < inputs.length && !lookUp && result.size() > 0; i++) {
      while (inputs[i].next()) {
        result.remove(inputs[i].member());
      }
    }
  }
}
