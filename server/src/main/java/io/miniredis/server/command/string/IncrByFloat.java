package io.miniredis.server.command.string;

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
import io.miniredis.server.value.LongDouble;
import io.miniredis.server.value.Slice;
import java.nio.charset.StandardCharsets;

/**
 * Adds to the number that a key holds (0 if absent), and replies with the sum as text. The expiry
 * stays.
 *
 * <p>Checked in this order: the type, that the string is a number, the increment, that the sum is
 * finite. Numbers are those of {@link LongDouble}.
 */
final class IncrByFloat implements Command {
  static final Spec SPEC =
      Spec.command("INCRBYFLOAT", Group.STRING)
          .summary("Adds to a floating-point number.")
          .usage("key increment")
          .arity(3)
          .flags(Flag.WRITE, Flag.DENYOOM, Flag.FAST)
          .keys(readWrite(1, ACCESS, UPDATE))
          .since("2.6.0")
          .complexity("O(1)")
          .build();

  private static final Event INCRBYFLOAT = Event.string("incrbyfloat");
  private static final CommandError NOT_FINITE =
      CommandError.of("ERR increment would produce NaN or Infinity");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Slice old = call.findString(1);
    LongDouble value = old == null ? LongDouble.ZERO : parse(old);
    LongDouble sum = value.plus(parse(call.arg(2)));
    if (!sum.isFinite()) {
      throw NOT_FINITE;
    }
    byte[] text = sum.toString().getBytes(StandardCharsets.ISO_8859_1);
    call.setText(1, text, 0, text.length, call.expiry(1));
    call.changed(1, INCRBYFLOAT);
    Outcome.ofString(call, 1);
    call.reply().bulk(text);
  }

  private static LongDouble parse(Slice text) {
    LongDouble number = LongDouble.parse(text);
    if (number == null) {
      throw CommandError.NOT_FLOAT;
    }
    return number;
  }
}
