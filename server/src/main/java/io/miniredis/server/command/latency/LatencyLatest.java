package io.miniredis.server.command.latency;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.metrics.LatencyEvents;
import java.util.Collection;

/**
 * Replies with the kinds of events that took long, an array each: its name, the second of the
 * latest, its milliseconds, and those of the longest ever.
 */
final class LatencyLatest implements Command {
  static final Spec SPEC =
      Spec.command("LATENCY LATEST", Group.SERVER)
          .summary("Tells the latest events that took long.")
          .usage("")
          .arity(2)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .tips("nondeterministic_output", "request_policy:all_nodes", "response_policy:special")
          .since("2.8.13")
          .complexity("O(1)")
          .build();

  private static final int FIELDS = 4;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Collection<LatencyEvents.History> all = call.engine().observing().latencies().all();
    ReplyWriter reply = call.reply();
    reply.array(all.size());
    for (LatencyEvents.History history : all) {
      reply.array(FIELDS);
      reply.bulk(history.event());
      reply.integer(history.latest().second());
      reply.integer(history.latest().millis());
      reply.integer(history.maxMillis());
    }
  }
}
