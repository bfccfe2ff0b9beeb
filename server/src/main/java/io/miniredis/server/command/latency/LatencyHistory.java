package io.miniredis.server.command.latency;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.metrics.LatencyEvents;

/**
 * Replies with the last 160 seconds in which an event of a kind took long, the oldest first: each
 * is a pair of the second and the milliseconds of its longest. None if there was no such event.
 */
final class LatencyHistory implements Command {
  static final Spec SPEC =
      Spec.command("LATENCY HISTORY", Group.SERVER)
          .summary("Tells when events of a kind took long.")
          .usage("event")
          .arity(3)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .tips("nondeterministic_output", "request_policy:all_nodes", "response_policy:special")
          .since("2.8.13")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    LatencyEvents.History history =
        call.engine().observing().latencies().history(call.arg(2).toString());
    ReplyWriter reply = call.reply();
    if (history == null) {
      reply.array(0);
      return;
    }
    reply.array(history.samples().size());
    for (LatencyEvents.Sample sample : history.samples()) {
      reply.array(2);
      reply.integer(sample.second());
      reply.integer(sample.millis());
    }
  }
}
