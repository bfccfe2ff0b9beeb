package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with how often a key is used, on a logarithmic scale from 0 to 255, or nil if it does not
 * exist.
 *
 * <p>Checked in this order: that the key exists, that the maxmemory-policy goes by frequency.
 */
final class ObjectFreq implements Command {
  static final Spec SPEC =
      Spec.command("OBJECT FREQ", Group.GENERIC)
          .summary("Tells how often a key is used, on a logarithmic scale.")
          .usage("key")
          .arity(3)
          .flags(Flag.READONLY)
          .keys(readOnly(2))
          .tips("nondeterministic_output")
          .since("4.0.0")
          .complexity("O(1)")
          .build();

  private static final CommandError NOT_TRACKED =
      CommandError.of(
          "ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note"
              + " that when switching between policies at runtime LRU and LFU data will take some"
              + " time to adjust.");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (!call.inspect(2)) {
      call.reply().nil();
      return;
    }
    if (!isTracked(call)) {
      throw NOT_TRACKED;
    }
    call.reply().integer(call.frequency(2));
  }

  /** Whether the maxmemory-policy goes by how often keys are used, not by when they were. */
  static boolean isTracked(Call call) {
    return call.engine().config().get(Settings.MAXMEMORY_POLICY).leastFrequent();
  }
}
