package io.miniredis.server.command.latency;

import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;

/** LATENCY: events that took long, and how long commands take. */
public final class LatencyContainer implements CommandTable.Container {
  static final Spec SPEC =
      Spec.command("LATENCY", Group.SERVER)
          .summary("Commands about how long commands and other events take.")
          .usage("")
          .arity(-2)
          .since("2.8.13")
          .complexity("Depends on the subcommand")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public List<Command> subcommands() {
    return List.of(
        new LatencyDoctor(),
        new LatencyGraph(),
        new LatencyHelp(),
        new LatencyHistograms(),
        new LatencyHistory(),
        new LatencyLatest(),
        new LatencyReset());
  }
}
