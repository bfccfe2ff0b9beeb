package io.miniredis.server.command.latency;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.metrics.LatencyEvents;

/**
 * Forgets events that took long, of these kinds or of all; replies with how many kinds there were.
 */
final class LatencyReset implements Command {
  static final Spec SPEC =
      Spec.command("LATENCY RESET", Group.SERVER)
          .summary("Forgets events that took long.")
          .usage("[event [event ...]]")
          .arity(-2)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .tips("request_policy:all_nodes", "response_policy:agg_sum")
          .since("2.8.13")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    LatencyEvents events = call.engine().observing().latencies();
    int forgotten = 0;
    for (int i = 2; i < call.argc(); i++) {
      forgotten += events.forget(call.arg(i).toString()) ? 1 : 0;
    }
    if (call.argc() == 2) {
      for (LatencyEvents.History history : events.all()) {
        forgotten += events.forget(history.event()) ? 1 : 0;
      }
    }
    call.reply().integer(forgotten);
  }
}
