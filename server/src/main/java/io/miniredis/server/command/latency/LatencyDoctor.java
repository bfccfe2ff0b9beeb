package io.miniredis.server.command.latency;

import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.nio.charset.StandardCharsets;

/**
 * Replies with what was seen of events that took long, and what may help: text, verbatim in RESP3.
 */
final class LatencyDoctor implements Command {
  static final Spec SPEC =
      Spec.command("LATENCY DOCTOR", Group.SERVER)
          .summary("Explains which events took long, and what may help.")
          .usage("")
          .arity(2)
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
    long threshold = call.engine().config().number(Settings.LATENCY_MONITOR_THRESHOLD);
    String report = LatencyReport.of(call.engine().observing().latencies().all(), threshold);
    byte[] text = report.getBytes(StandardCharsets.UTF_8);
    call.reply().verbatim("txt", text, 0, text.length);
  }
}
