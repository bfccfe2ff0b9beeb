package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.command.RandomCount;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SortedSetCursor;
import io.miniredis.server.value.SortedSetValue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replies with a member picked at random, nil if the key does not exist; or with an array of
 * different ones if a count is given, or of ones that may repeat if the count is negative.
 *
 * <p>Checked in this order: the count's number and range, the option's syntax, the count's range
 * with scores, the key's type.
 */
final class ZRandMember implements Command {
  static final Spec SPEC =
      Spec.command("ZRANDMEMBER", Group.SORTED_SET)
          .summary("Tells members picked at random.")
          .usage("key [count [WITHSCORES]]")
          .arity(-2)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .tips("nondeterministic_output")
          .since("6.2.0")
          .complexity("O(N) for N members picked")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() == 2) {
      one(call);
      return;
    }
    long count = RandomCount.parse(call, 2);
    boolean withScores = call.argc() == 4 && call.argIs(3, "WITHSCORES");
    if (call.argc() > 3 && !withScores) {
      throw CommandError.SYNTAX;
    }
    if (withScores && Math.abs(count) > Long.MAX_VALUE / 2) {
      throw CommandError.OUT_OF_RANGE;
    }
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    if (set == null || count == 0) {
      call.reply().array(0);
    } else if (count < 0) {
      repeated(call, set, -count, withScores);
    } else if (count >= set.size()) {
      Elements.write(call.reply(), set.all(), withScores);
    } else {
      different(call.reply(), set, (int) count, withScores);
    }
  }

  private static void one(Call call) {
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    if (set == null) {
      call.reply().nil();
      return;
    }
    SortedSetCursor c = set.all();
    c.moveTo(ThreadLocalRandom.current().nextInt(set.size()));
    c.next();
    Elements.writeOne(call.reply(), c, false);
  }

  private static void repeated(Call call, SortedSetValue set, long count, boolean withScores) {
    ReplyWriter reply = call.reply();
    RandomCount.checkRepeated(count);
    begin(reply, count, withScores);
    SortedSetCursor c = set.all();
    for (long i = 0; i < count; i++) {
      element(reply, c, ThreadLocalRandom.current().nextInt(set.size()), withScores);
      RandomCount.checkReply(call);
    }
  }

  private static void different(
      ReplyWriter reply, SortedSetValue set, int count, boolean withScores) {
    begin(reply, count, withScores);
    SortedSetCursor c = set.all();
    for (int rank : set.sample(count, ThreadLocalRandom.current())) {
      element(reply, c, rank, withScores);
    }
  }

  private static void begin(ReplyWriter reply, long count, boolean withScores) {
    reply.array(withScores && reply.protocol() == 2 ? 2 * count : count);
  }

  private static void element(ReplyWriter reply, SortedSetCursor c, int rank, boolean withScores) {
    c.moveTo(rank);
    c.next();
    if (withScores && reply.protocol() == 3) {
      reply.array(2);
    }
    Elements.writeOne(reply, c, withScores);
  }
}
