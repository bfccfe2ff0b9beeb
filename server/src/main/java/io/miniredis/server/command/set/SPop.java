package io.miniredis.server.command.set;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.command.Outcome;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Effects;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SetValue;
import io.miniredis.server.value.Slice;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Removes a member picked at random and replies with it, nil if the key does not exist; with a
 * count, removes up to so many and replies with a set of them.
 *
 * <p>Checked in this order: number of arguments, the count, the key's type.
 */
final class SPop implements Command {
  static final Spec SPEC =
      Spec.command("SPOP", Group.SET)
          .summary("Removes members of a set picked at random, and tells them.")
          .usage("key [count]")
          .arity(-2)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, ACCESS, DELETE))
          .tips("nondeterministic_output")
          .since("1.0.0")
          .complexity("O(N) for N members removed")
          .build();

  private static final Event EVENT = Event.set("spop");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() > 3) {
      throw CommandError.SYNTAX;
    }
    if (call.argc() == 3) {
      popMany(call, call.longArg(2, 0, Long.MAX_VALUE, CommandError.MUST_BE_POSITIVE));
      return;
    }
    SetValue set = call.find(1, SetValue.TYPE);
    if (set == null) {
      call.reply().nil();
      return;
    }
    Effects effect = told(call);
    popOne(call, set, effect);
    end(effect);
    call.changed(1, EVENT);
  }

  /** Which members go is chance, so that is told. */
  private static @Nullable Effects told(Call call) {
    return call.isFollowed() ? call.effect("SREM").add(call.arg(1)) : null;
  }

  private static void end(@Nullable Effects effect) {
    if (effect != null) {
      effect.end();
    }
  }

  private static void popMany(Call call, long count) {
    SetValue set = call.find(1, SetValue.TYPE);
    if (set == null || count == 0) {
      call.reply().set(0);
    } else if (count >= set.size()) {
      call.reply().set(set.size());
      Members.writeAll(call, set);
      call.delete(1);
      call.changed(1, EVENT);
      call.changed(1, Event.DEL);
      Outcome.ofExpiry(call, 1);
    } else {
      call.reply().set(count);
      Effects effect = told(call);
      for (long i = 0; i < count; i++) {
        popOne(call, set, effect);
      }
      end(effect);
      call.changed(1, EVENT);
    }
  }

  private static void popOne(Call call, SetValue set, @Nullable Effects effect) {
    int p = set.random(ThreadLocalRandom.current());
    Slice member = set.member(p, call.scratch());
    Members.write(call.reply(), member);
    if (effect != null) {
      effect.add(member);
    }
    set.removeAt(p);
  }
}
