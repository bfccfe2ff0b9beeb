package io.miniredis.server.command.hash;

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
import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.Slice;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replies with a field picked at random, nil if the key does not exist; or with an array of
 * different ones if a count is given, or of ones that may repeat if the count is negative. Under
 * RESP3 fields with values are pairs.
 *
 * <p>Checked in this order: the count's number and range, the option's syntax, the count's range
 * with values, the key's type.
 */
final class HRandField implements Command {
  static final Spec SPEC =
      Spec.command("HRANDFIELD", Group.HASH)
          .summary("Tells fields of a hash picked at random.")
          .usage("key [count [WITHVALUES]]")
          .arity(-2)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .tips("nondeterministic_output")
          .since("6.2.0")
          .complexity("O(N) for N fields picked")
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
    boolean withValues = call.argc() == 4 && call.argIs(3, "WITHVALUES");
    if (call.argc() > 3 && !withValues) {
      throw CommandError.SYNTAX;
    }
    if (withValues && Math.abs(count) > Long.MAX_VALUE / 2) {
      throw CommandError.OUT_OF_RANGE;
    }
    HashValue hash = call.find(1, HashValue.TYPE);
    int size = hash == null ? 0 : hash.size(call.now());
    if (hash == null || size == 0 || count == 0) {
      call.reply().array(0);
    } else if (count < 0) {
      repeated(call, hash, -count, withValues);
    } else {
      different(call, hash, (int) Math.min(count, size), size, withValues);
    }
  }

  private static void one(Call call) {
    HashValue hash = call.find(1, HashValue.TYPE);
    int p = hash == null ? HashValue.NONE : hash.random(ThreadLocalRandom.current(), call.now());
    if (hash == null || p == HashValue.NONE) {
      call.reply().nil();
    } else {
      Listing.write(call.reply(), hash.field(p, call.scratch()));
    }
  }

  private static void repeated(Call call, HashValue hash, long count, boolean withValues) {
    RandomCount.checkRepeated(count);
    begin(call.reply(), count, withValues);
    Slice view = call.scratch();
    for (long i = 0; i < count; i++) {
      int p = hash.random(ThreadLocalRandom.current(), call.now());
      write(call.reply(), hash, p, withValues, view);
      RandomCount.checkReply(call);
    }
  }

  private static void different(
      Call call, HashValue hash, int count, int size, boolean withValues) {
    begin(call.reply(), count, withValues);
    Slice view = call.scratch();
    if (count == size) {
      int p = hash.next(HashValue.NONE, call.now());
      while (p != HashValue.NONE) {
        write(call.reply(), hash, p, withValues, view);
        p = hash.next(p, call.now());
      }
      return;
    }
    for (int p : hash.sample(count, ThreadLocalRandom.current(), call.now())) {
      write(call.reply(), hash, p, withValues, view);
    }
  }

  private static void begin(ReplyWriter reply, long count, boolean withValues) {
    reply.array(withValues && reply.protocol() == 2 ? 2 * count : count);
  }

  private static void write(
      ReplyWriter reply, HashValue hash, int position, boolean withValue, Slice view) {
    if (withValue && reply.protocol() == 3) {
      reply.array(2);
    }
    Listing.write(reply, hash.field(position, view));
    if (withValue) {
      Listing.write(reply, hash.value(position, view));
    }
  }
}
