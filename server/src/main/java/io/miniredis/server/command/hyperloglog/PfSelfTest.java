package io.miniredis.server.command.hyperloglog;

import io.miniredis.protocol.Numbers;
import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HyperLogLog;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;

/**
 * Tests the HyperLogLogs of this server: a sparse and a dense one are shown the same elements, and
 * must not be further from the truth than six standard errors.
 */
final class PfSelfTest implements Command {
  static final Spec SPEC =
      Spec.command("PFSELFTEST", Group.HYPERLOGLOG)
          .summary("Tests the HyperLogLogs of this server.")
          .usage("")
          .arity(1)
          .flags(Flag.ADMIN)
          .since("2.8.9")
          .complexity("O(1)")
          .build();

  private static final int ELEMENTS = 100_000;
  private static final double MAX_ERROR = 6 * 1.04 / Math.sqrt(HyperLogLog.REGISTERS);
  private static final int SMALL = 50; // up to here a few elements more or less are no matter

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    StringValue sparse = HyperLogLog.create();
    StringValue dense = HyperLogLog.create();
    HyperLogLog.toDense(dense);
    Slice element = new Slice();
    byte[] digits = new byte[Numbers.MAX_LONG_BYTES];
    for (int n = 1; n <= ELEMENTS; n++) {
      element.wrap(digits, 0, Numbers.write(n, digits, 0));
      HyperLogLog.add(sparse, element, Sketch.maxSparse(call));
      HyperLogLog.add(dense, element, 0);
      if (Integer.bitCount(n) == 1 || n == ELEMENTS) {
        check(n, HyperLogLog.estimate(sparse.view(element)));
        check(n, HyperLogLog.estimate(dense.view(element)));
      }
    }
    call.reply().simple(Replies.OK);
  }

  private static void check(int elements, long estimate) {
    long error = Math.abs(estimate - elements);
    if (error > (elements <= SMALL ? 5 : elements * MAX_ERROR)) {
      throw CommandError.of(
          "ERR TESTFAILED " + elements + " elements were estimated to be " + estimate);
    }
  }
}
