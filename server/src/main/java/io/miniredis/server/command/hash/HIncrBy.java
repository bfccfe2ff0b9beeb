package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.Slice;

/**
 * Adds to the integer that a field holds (0 if it is not there), and replies with the sum. The
 * expiry of the field stays.
 *
 * <p>Checked in this order: the increment, the key's type, that the value is an integer, that the
 * sum is one of 64 bits.
 */
final class HIncrBy implements Command {
  static final Spec SPEC =
      Spec.command("HINCRBY", Group.HASH)
          .summary("Adds to an integer in a field of a hash.")
          .usage("key field increment")
          .arity(4)
          .flags(Flag.DENYOOM, Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, ACCESS, UPDATE))
          .element(2)
          .since("2.0.0")
          .complexity("O(1)")
          .build();

  private static final Event EVENT = Event.hash("hincrby");
  private static final CommandError NOT_INTEGER =
      CommandError.of("ERR hash value is not an integer");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long delta = call.longArg(3);
    HashValue hash = call.findOrCreate(1, HashValue.TYPE);
    Slice text = call.scratch();
    long value = 0;
    if (hash.get(call.arg(2), call.now(), text)) {
      if (!text.isLong()) {
        throw NOT_INTEGER;
      }
      value = text.asLong();
    }
    long sum = value + delta;
    if (((value ^ sum) & (delta ^ sum)) < 0) {
      throw CommandError.OVERFLOW;
    }
    hash.update(call.arg(2), text.number(sum), call.now());
    call.changed(1, EVENT);
    call.reply().integer(sum);
  }
}
