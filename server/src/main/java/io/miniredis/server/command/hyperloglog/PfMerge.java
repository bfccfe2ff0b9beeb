package io.miniredis.server.command.hyperloglog;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.INSERT;
import static io.miniredis.server.engine.KeySpec.readOnly;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HyperLogLog;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;

/**
 * Merges HyperLogLogs into another, made if need be: it is then as if it had been shown the
 * elements of all. It turns dense if any of them is.
 *
 * <p>Checked in this order, key by key, the destination first: the type, that it is a HyperLogLog,
 * that it is not corrupt.
 */
final class PfMerge implements Command {
  static final Spec SPEC =
      Spec.command("PFMERGE", Group.HYPERLOGLOG)
          .summary("Merges HyperLogLogs into one.")
          .usage("destkey [sourcekey [sourcekey ...]]")
          .arity(-2)
          .flags(Flag.DENYOOM, Flag.WRITE)
          .keys(readWrite(1, ACCESS, INSERT), readOnly(2, ACCESS).range(-1, 1, 0))
          .since("2.8.9")
          .complexity("O(N) for N keys")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    byte[] registers = new byte[HyperLogLog.REGISTERS];
    boolean dense = false;
    for (int i = 1; i < call.argc(); i++) {
      Slice hll = Sketch.find(call, i);
      if (hll != null) {
        dense |= HyperLogLog.isDense(hll);
        Sketch.check(HyperLogLog.merge(hll, registers));
      }
    }
    StringValue target = Sketch.findOrCreate(call, 1);
    Sketch.check(!dense || HyperLogLog.toDense(target));
    long maxSparse = Sketch.maxSparse(call);
    for (int i = 0; i < registers.length; i++) {
      if (registers[i] != 0) {
        HyperLogLog.raise(target, i, registers[i], maxSparse);
      }
    }
    HyperLogLog.forgetEstimate(target);
    call.changed(1, Sketch.EVENT);
    call.reply().simple(Replies.OK);
  }
}
