package io.miniredis.server.command.scripting;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Busy;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.scripting.Libraries;
import io.miniredis.server.scripting.Scripting;

/**
 * Replies with the function that runs, if one runs long, and how many libraries and functions there
 * are. While a script runs long it is refused as busy.
 */
final class FunctionStats implements Command {
  private static final Spec SPEC =
      Spec.command("FUNCTION STATS", Group.SCRIPTING)
          .summary("Tells which function runs, and how many there are.")
          .usage("")
          .arity(2)
          .flags(Flag.ALLOW_BUSY, Flag.NOSCRIPT)
          .tips("nondeterministic_output", "request_policy:all_shards", "response_policy:special")
          .since("7.0.0")
          .complexity("O(1)")
          .build();

  private static final long NANOS_A_MILLI = 1_000_000;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Busy busy = call.engine().busy();
    if (busy.isOnForScript()) {
      throw CommandError.of(busy.reply());
    }
    Libraries libraries = Scripting.of(call.engine()).libraries();
    ReplyWriter reply = call.reply();
    reply.map(2);
    reply.bulk("running_script");
    Busy.Running running = busy.function();
    if (running == null) {
      reply.nil();
    } else {
      write(reply, running, call.engine().clock().nanos());
    }
    reply.bulk("engines");
    reply.map(1);
    reply.bulk("LUA");
    reply.map(2);
    reply.bulk("libraries_count");
    reply.integer(libraries.count());
    reply.bulk("functions_count");
    reply.integer(libraries.functionCount());
  }

  private static void write(ReplyWriter reply, Busy.Running running, long now) {
    reply.map(3);
    reply.bulk("name");
    reply.bulk(running.name());
    reply.bulk("command");
    reply.array(running.command().size());
    for (byte[] word : running.command()) {
      reply.bulk(word);
    }
    reply.bulk("duration_ms");
    reply.integer((now - running.beganNanos()) / NANOS_A_MILLI);
  }
}
