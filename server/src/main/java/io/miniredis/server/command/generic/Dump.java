package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Replies what a key holds as bytes that RESTORE makes the same of, here or in a Redis server: no
 * older one than 7.0, or than 7.4 for a hash whose fields expire. nil if the key does not exist.
 */
final class Dump implements Command {
  static final Spec SPEC =
      Spec.command("DUMP", Group.GENERIC)
          .summary("Replies what a key holds as bytes for RESTORE.")
          .usage("key")
          .arity(2)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .tips("nondeterministic_output")
          .since("2.6.0")
          .complexity("O(N) for N bytes of the value")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (!call.touch(1)) {
      call.reply().nil();
      return;
    }
    byte[] payload = Payloads.of(call, 1);
    call.reply().bulk(payload, 0, payload.length);
  }
}
