package io.miniredis.server.command.hyperloglog;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HyperLogLog;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;

/**
 * Looks into a HyperLogLog: GETREG replies with all registers and turns it dense, DECODE with the
 * sparse encoding as text, ENCODING with its name, TODENSE turns it dense and replies 1 if it was
 * not.
 *
 * <p>Checked in this order: that the key exists, the type, that it is a HyperLogLog, the
 * subcommand, that it is not corrupt.
 */
final class PfDebug implements Command {
  static final Spec SPEC =
      Spec.command("PFDEBUG", Group.HYPERLOGLOG)
          .summary("Looks into a HyperLogLog.")
          .usage("subcommand key")
          .arity(3)
          .flags(Flag.ADMIN, Flag.DENYOOM, Flag.WRITE)
          .keys(readWrite(2, ACCESS))
          .since("2.8.9")
          .complexity("O(1)")
          .build();

  private static final CommandError NO_KEY =
      CommandError.of("ERR The specified key does not exist");
  private static final CommandError NOT_SPARSE = CommandError.of("ERR HLL encoding is not sparse");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Slice hll = Sketch.find(call, 2);
    if (hll == null) {
      throw NO_KEY;
    }
    if (call.argIs(1, "GETREG")) {
      toDense(call, hll);
      registers(call);
    } else if (call.argIs(1, "DECODE")) {
      if (HyperLogLog.isDense(hll)) {
        throw NOT_SPARSE;
      }
      call.reply().bulk(HyperLogLog.describeSparse(hll));
    } else if (call.argIs(1, "ENCODING")) {
      call.reply().simple(HyperLogLog.isDense(hll) ? "dense" : "sparse");
    } else if (call.argIs(1, "TODENSE")) {
      call.reply().integer(toDense(call, hll) ? 1 : 0);
    } else {
      throw CommandError.of("ERR Unknown PFDEBUG subcommand '" + call.arg(1) + "'");
    }
  }

  private static boolean toDense(Call call, Slice hll) {
    if (HyperLogLog.isDense(hll)) {
      return false;
    }
    StringValue value = Sketch.writable(call, 2);
    Sketch.check(HyperLogLog.toDense(value));
    call.changed(2, Event.UNTOLD);
    return true;
  }

  private static void registers(Call call) {
    byte[] registers = new byte[HyperLogLog.REGISTERS];
    Slice hll = Sketch.find(call, 2);
    if (hll != null) {
      HyperLogLog.merge(hll, registers);
    }
    call.reply().array(registers.length);
    for (byte register : registers) {
      call.reply().integer(register);
    }
  }
}
