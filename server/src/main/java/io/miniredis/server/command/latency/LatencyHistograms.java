package io.miniredis.server.command.latency;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandStats;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.metrics.LatencyHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Replies with how long these commands took, or all that ran: a map of each command's name to its
 * calls and a map of microseconds, powers of two, to how many calls took no longer. A container
 * stands for its subcommands; names that are unknown, or did not run, are left out, and who is
 * named twice is told twice.
 */
final class LatencyHistograms implements Command {
  static final Spec SPEC =
      Spec.command("LATENCY HISTOGRAM", Group.SERVER)
          .summary("Tells how long commands take.")
          .usage("[command [command ...]]")
          .arity(-2)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .tips("nondeterministic_output", "request_policy:all_nodes", "response_policy:special")
          .since("7.0.0")
          .complexity("O(N) where N is the number of commands told")
          .build();

  private static final LatencyHistogram NONE = new LatencyHistogram();
  private static final int FIRST_BIT = 10; // 1024 ns, about a microsecond
  private static final int LAST_BIT = 30; // beyond what is told apart
  private static final int NANOS_A_MICRO = 1000;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    CommandStats stats = call.engine().commandStats();
    CommandTable table = call.engine().commands();
    List<CommandTable.Row> rows = call.argc() == 2 ? table.allRows() : named(call, table);
    List<CommandTable.Row> told =
        rows.stream().filter(row -> latencies(stats, row).total() > 0).toList();
    call.reply().map(told.size());
    for (CommandTable.Row row : told) {
      call.reply().bulk(row.spec().fullName());
      tell(call.reply(), latencies(stats, row));
    }
  }

  private static LatencyHistogram latencies(CommandStats stats, CommandTable.Row row) {
    return Objects.requireNonNullElse(stats.latencies(row.id()), NONE);
  }

  private static List<CommandTable.Row> named(Call call, CommandTable table) {
    List<CommandTable.Row> rows = new ArrayList<>();
    for (int i = 2; i < call.argc(); i++) {
      CommandTable.Row row = table.find(call.arg(i).toString());
      if (row != null) {
        rows.add(row);
        CommandTable subcommands = row.subcommands();
        if (subcommands != null) {
          rows.addAll(subcommands.allRows());
        }
      }
    }
    return rows;
  }

  private static void tell(ReplyWriter reply, LatencyHistogram latencies) {
    reply.map(2);
    reply.bulk("calls");
    reply.integer(latencies.total());
    reply.bulk("histogram_usec");
    long map = reply.beginMap();
    int pairs = 0;
    long told = 0;
    for (int bit = FIRST_BIT; told < latencies.total(); bit++) {
      long soFar = bit > LAST_BIT ? latencies.total() : latencies.upTo(1L << bit);
      if (soFar > told) {
        reply.integer(micros(bit));
        reply.integer(soFar);
        pairs++;
        told = soFar;
      }
    }
    reply.endMap(map, pairs);
  }

  /** The end of a power of two's bucket as Redis tells it, whose buckets are 1/128 wide. */
  private static long micros(int bit) {
    return ((1L << bit) + (1L << (bit - 7)) - 1) / NANOS_A_MICRO;
  }
}
