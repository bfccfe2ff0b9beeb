package io.miniredis.server.command.server;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with the server's time: seconds since the epoch, and the microseconds of that second. */
final class Time implements Command {
  static final Spec SPEC =
      Spec.command("TIME", Group.SERVER)
          .summary("Tells the server's time.")
          .arity(1)
          .flags(Flag.LOADING, Flag.STALE, Flag.FAST)
          .tips("nondeterministic_output")
          .since("2.6.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long micros = call.engine().clock().micros();
    call.reply().array(2);
    call.reply().bulkLong(micros / 1_000_000);
    call.reply().bulkLong(micros % 1_000_000);
  }
}
