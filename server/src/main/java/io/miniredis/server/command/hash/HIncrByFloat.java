package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.command.Outcome;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.LongDouble;
import io.miniredis.server.value.Slice;
import java.nio.charset.StandardCharsets;

/**
 * Adds to the number that a field holds (0 if it is not there), and replies with the sum, in long
 * double precision. The expiry of the field stays.
 *
 * <p>Checked in this order: the increment, that it is finite, the key's type, that the value is a
 * number, that the sum is finite.
 */
final class HIncrByFloat implements Command {
  static final Spec SPEC =
      Spec.command("HINCRBYFLOAT", Group.HASH)
          .summary("Adds to a number in a field of a hash.")
          .usage("key field increment")
          .arity(4)
          .flags(Flag.DENYOOM, Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, ACCESS, UPDATE))
          .element(2)
          .since("2.6.0")
          .complexity("O(1)")
          .build();

  private static final Event EVENT = Event.hash("hincrbyfloat");
  private static final CommandError NOT_FLOAT = CommandError.of("ERR hash value is not a float");
  private static final CommandError NOT_FINITE = CommandError.of("ERR value is NaN or Infinity");
  private static final CommandError SUM_NOT_FINITE =
      CommandError.of("ERR increment would produce NaN or Infinity");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    LongDouble delta = LongDouble.parse(call.arg(3));
    if (delta == null) {
      throw CommandError.NOT_FLOAT;
    }
    if (!delta.isFinite()) {
      throw NOT_FINITE;
    }
    HashValue hash = call.findOrCreate(1, HashValue.TYPE);
    Slice text = call.scratch();
    LongDouble sum = delta;
    if (hash.get(call.arg(2), call.now(), text)) {
      LongDouble value = LongDouble.parse(text);
      if (value == null) {
        throw NOT_FLOAT;
      }
      sum = value.plus(delta);
    }
    if (!sum.isFinite()) {
      throw SUM_NOT_FINITE;
    }
    byte[] result = sum.toString().getBytes(StandardCharsets.US_ASCII);
    hash.update(call.arg(2), text.wrap(result, 0, result.length), call.now());
    call.changed(1, EVENT);
    Outcome.ofField(call, 1, 2);
    call.reply().bulk(result);
  }
}
