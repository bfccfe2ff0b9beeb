package io.miniredis.server.command.string;

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
import io.miniredis.server.value.Slice;

/**
 * Adds to the number that a key holds (0 if absent), within bounds, changes when the key expires if
 * asked, and replies with the new number and what was added. A sum out of bounds changes nothing,
 * or with SATURATE becomes the bound.
 *
 * <p>Checked in this order: as {@link IncrExOptions} tells; the type, that the string is a number.
 */
final class IncrEx implements Command {
  static final Spec SPEC =
      Spec.command("INCREX", Group.STRING)
          .summary("Adds to a number within bounds, and changes when its key expires.")
          .usage(
              "key [BYFLOAT increment | BYINT increment] [LBOUND lowerbound] [UBOUND upperbound]"
                  + " [SATURATE] [EX seconds | PX milliseconds | EXAT unix-time-seconds"
                  + " | PXAT unix-time-milliseconds | PERSIST] [ENX]")
          .arity(-2)
          .flags(Flag.DENYOOM, Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, ACCESS, UPDATE))
          .since("8.8.0")
          .complexity("O(1)")
          .build();

  private static final Event INCRBY = Event.string("incrby");
  private static final CommandError APPLIED =
      CommandError.of("ERR applied increment would overflow");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    IncrExOptions options = new IncrExOptions(call);
    if (options.isFloat()) {
      FloatSum.run(call, options);
    } else {
      addInteger(call, options);
    }
  }

  private static void addInteger(Call call, IncrExOptions options) {
    long by = options.integer(options.by, "Increment", 1);
    long lower = options.integer(options.lower, "LBOUND", Long.MIN_VALUE);
    long upper = options.integer(options.upper, "UBOUND", Long.MAX_VALUE);
    if (lower > upper) {
      throw IncrExOptions.BOUNDS;
    }
    long expiry = options.expiry();
    Slice old = call.findString(1);
    if (old != null && !old.isLong()) {
      throw CommandError.NOT_INTEGER;
    }
    long value = old == null ? 0 : old.asLong();
    long sum = value + by;
    boolean overflow = ((value ^ sum) & (by ^ sum)) < 0;
    if (overflow) {
      sum = by > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    long bounded = Math.max(lower, Math.min(upper, sum));
    call.reply().array(2);
    if ((overflow || bounded != sum) && !options.saturate) {
      call.reply().integer(value);
      call.reply().integer(0);
      return;
    }
    long applied = bounded - value;
    if (((bounded ^ value) & (bounded ^ applied)) < 0) {
      throw APPLIED;
    }
    call.reply().integer(bounded);
    call.reply().integer(applied);
    call.setLong(1, bounded);
    options.finish(expiry, INCRBY);
  }
}
