package io.miniredis.server.command.latency;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.metrics.LatencyEvents;
import java.nio.charset.StandardCharsets;

/** Replies with a picture of when events of a kind took long: text, verbatim in RESP3. */
final class LatencyGraph implements Command {
  static final Spec SPEC =
      Spec.command("LATENCY GRAPH", Group.SERVER)
          .summary("Draws when events of a kind took long.")
          .usage("event")
          .arity(3)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .tips("nondeterministic_output", "request_policy:all_nodes", "response_policy:special")
          .since("2.8.13")
          .complexity("O(1)")
          .build();

  private static final long MILLIS_A_SECOND = 1000;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    String event = call.arg(2).toString();
    LatencyEvents.History history = call.engine().observing().latencies().history(event);
    if (history == null) {
      throw CommandError.of("ERR No samples available for event '" + event + "'");
    }
    long second = call.engine().clock().millis() / MILLIS_A_SECOND;
    byte[] text = LatencyPicture.draw(history, second).getBytes(StandardCharsets.UTF_8);
    call.reply().verbatim("txt", text, 0, text.length);
  }
}
