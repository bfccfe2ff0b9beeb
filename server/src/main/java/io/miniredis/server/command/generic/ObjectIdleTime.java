package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies with the seconds since a key was last used, or nil if it does not exist.
 *
 * <p>Checked in this order: that the key exists, that the maxmemory-policy goes by that time.
 */
final class ObjectIdleTime implements Command {
  static final Spec SPEC =
      Spec.command("OBJECT IDLETIME", Group.GENERIC)
          .summary("Tells how many seconds a key was not used.")
          .usage("key")
          .arity(3)
          .flags(Flag.READONLY)
          .keys(readOnly(2))
          .tips("nondeterministic_output")
          .since("2.2.3")
          .complexity("O(1)")
          .build();

  private static final CommandError FREQUENCIES_INSTEAD =
      CommandError.of(
          "ERR An LFU maxmemory policy is selected, idle time not tracked. Please note that when"
              + " switching between policies at runtime LRU and LFU data will take some time to"
              + " adjust.");

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
    if (ObjectFreq.isTracked(call)) {
      throw FREQUENCIES_INSTEAD;
    }
    call.reply().integer(call.idleSeconds(2));
  }
}
