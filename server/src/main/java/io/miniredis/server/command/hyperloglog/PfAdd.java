package io.miniredis.server.command.hyperloglog;

import static io.miniredis.server.engine.KeySpec.Use.INSERT;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HyperLogLog;
import io.miniredis.server.value.StringValue;

/**
 * Shows elements to a HyperLogLog, made if need be, and replies 1 if that changed or made it, else
 * 0.
 *
 * <p>Checked in this order: the type, that it is a HyperLogLog, and element by element that it is
 * not corrupt.
 */
final class PfAdd implements Command {
  static final Spec SPEC =
      Spec.command("PFADD", Group.HYPERLOGLOG)
          .summary("Shows elements to a HyperLogLog, making it if need be.")
          .usage("key [element [element ...]]")
          .arity(-2)
          .flags(Flag.DENYOOM, Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, INSERT))
          .since("2.8.9")
          .complexity("O(1) for each element")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    boolean changed = Sketch.find(call, 1) == null;
    StringValue hll = Sketch.findOrCreate(call, 1);
    long maxSparse = Sketch.maxSparse(call);
    for (int i = 2; i < call.argc(); i++) {
      int outcome = HyperLogLog.add(hll, call.arg(i), maxSparse);
      Sketch.check(outcome != HyperLogLog.CORRUPT);
      changed |= outcome == HyperLogLog.CHANGED;
    }
    if (changed) {
      HyperLogLog.forgetEstimate(hll);
      call.changed(1, Sketch.EVENT);
    }
    call.reply().integer(changed ? 1 : 0);
  }
}
