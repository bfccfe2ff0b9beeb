package io.miniredis.server.command.hyperloglog;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HyperLogLog;
import io.miniredis.server.value.Slice;

/**
 * Estimates how many different elements HyperLogLogs were shown, one or several together. The
 * estimate of a single one is kept in it: a change that WATCH sees, but that is no keyspace event.
 *
 * <p>Checked in this order, key by key: the type, that it is a HyperLogLog, that it is not corrupt.
 */
final class PfCount implements Command {
  static final Spec SPEC =
      Spec.command("PFCOUNT", Group.HYPERLOGLOG)
          .summary("Estimates how many different elements HyperLogLogs were shown.")
          .usage("key [key ...]")
          .arity(-2)
          .flags(Flag.READONLY)
          .keys(readWrite(1, ACCESS).range(-1, 1, 0))
          .mayReplicate()
          .since("2.8.9")
          .complexity("O(1) if the estimate is known, else O(N) for N keys")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().integer(call.argc() == 2 ? one(call) : several(call));
  }

  private static long one(Call call) {
    Slice hll = Sketch.find(call, 1);
    if (hll == null) {
      return 0;
    }
    long estimate = HyperLogLog.keptEstimate(hll);
    if (estimate < 0) {
      estimate = HyperLogLog.estimate(hll);
      Sketch.check(estimate >= 0);
      HyperLogLog.keepEstimate(Sketch.writable(call, 1), estimate);
      call.changed(1, Event.UNNAMED);
    }
    return estimate;
  }

  private static long several(Call call) {
    byte[] registers = new byte[HyperLogLog.REGISTERS];
    for (int i = 1; i < call.argc(); i++) {
      Slice hll = Sketch.find(call, i);
      if (hll != null) {
        Sketch.check(HyperLogLog.merge(hll, registers));
      }
    }
    return HyperLogLog.estimate(registers);
  }
}
