package io.miniredis.server.command.set;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.command.RandomCount;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SetValue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replies with a member picked at random, nil if the key does not exist; or with an array of
 * different ones if a count is given, or of ones that may repeat if the count is negative.
 *
 * <p>Checked in this order: number of arguments, the count's number and range, the key's type.
 */
final class SRandMember implements Command {
  static final Spec SPEC =
      Spec.command("SRANDMEMBER", Group.SET)
          .summary("Tells members of a set picked at random.")
          .usage("key [count]")
          .arity(-2)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .tips("nondeterministic_output")
          .since("1.0.0")
          .complexity("O(N) for N members picked")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() > 3) {
      throw CommandError.SYNTAX;
    }
    long count = call.argc() == 3 ? RandomCount.parse(call, 2) : 1;
    SetValue set = call.find(1, SetValue.TYPE);
    if (call.argc() == 2) {
      if (set == null) {
        call.reply().nil();
      } else {
        writeOne(call, set);
      }
    } else if (set == null || count == 0) {
      call.reply().array(0);
    } else if (count < 0) {
      RandomCount.checkRepeated(-count);
      call.reply().array(-count);
      for (long i = count; i < 0; i++) {
        writeOne(call, set);
        RandomCount.checkReply(call);
      }
    } else if (count >= set.size()) {
      call.reply().array(set.size());
      Members.writeAll(call, set);
    } else {
      call.reply().array(count);
      for (int p : set.sample((int) count, ThreadLocalRandom.current())) {
        Members.write(call.reply(), set.member(p, call.scratch()));
      }
    }
  }

  private static void writeOne(Call call, SetValue set) {
    int p = set.random(ThreadLocalRandom.current());
    Members.write(call.reply(), set.member(p, call.scratch()));
  }
}
