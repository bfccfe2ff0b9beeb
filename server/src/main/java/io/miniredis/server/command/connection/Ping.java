package io.miniredis.server.command.connection;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;

/**
 * Answers PONG, or echoes its argument: a sign of life. A client that is subscribed to something
 * and speaks RESP2 gets an array that looks like a message.
 */
final class Ping implements Command {
  static final Spec SPEC =
      Spec.command("PING", Group.CONNECTION)
          .summary("Answers PONG, or the message it was given.")
          .usage("[message]")
          .arity(-1)
          .flags(Flag.FAST)
          .tips("request_policy:all_shards", "response_policy:all_succeeded")
          .allowedToListeners()
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() > 2) {
      throw CommandError.of("ERR wrong number of arguments for 'ping' command");
    }
    if (call.session().isListening()) {
      call.reply().array(2);
      call.reply().bulk("pong");
      echo(call);
    } else if (call.argc() == 1) {
      call.reply().simple(Replies.PONG);
    } else {
      echo(call);
    }
  }

  private static void echo(Call call) {
    if (call.argc() == 1) {
      call.reply().bulk("");
    } else {
      Slice message = call.arg(1);
      call.reply().bulk(message.array(), message.offset(), message.length());
    }
  }
}
