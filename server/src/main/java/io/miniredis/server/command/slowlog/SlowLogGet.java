package io.miniredis.server.command.slowlog;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.command.ContainerErrors;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.metrics.SlowLog;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Replies with the last commands that took {@code slowlog-log-slower-than} microseconds or more,
 * the latest first, 10 of them if no number is told, all for -1. Each is an array: id, second,
 * microseconds, arguments, the client's address and its name. Long arguments are cut, secrets are
 * redacted.
 *
 * <p>Checked in this order: the number of arguments, the count.
 */
final class SlowLogGet implements Command {
  static final Spec SPEC =
      Spec.command("SLOWLOG GET", Group.SERVER)
          .summary("Tells which commands took long.")
          .usage("[count]")
          .arity(-2)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.STALE)
          .tips("request_policy:all_nodes", "nondeterministic_output")
          .since("2.2.12")
          .complexity("O(N) where N is the number of entries told")
          .build();

  private static final int USUAL_COUNT = 10;
  private static final int FIELDS = 6;
  private static final CommandError WRONG_COUNT =
      CommandError.of("ERR count should be greater than or equal to -1");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() > 3) {
      throw ContainerErrors.arguments(call);
    }
    long count = call.argc() == 3 ? call.longArg(2, -1, Long.MAX_VALUE, WRONG_COUNT) : USUAL_COUNT;
    SlowLog log = call.engine().observing().slowLog();
    List<SlowLog.Entry> entries = log.latest(count == -1 ? Long.MAX_VALUE : count);
    call.reply().array(entries.size());
    for (SlowLog.Entry entry : entries) {
      tell(call.reply(), entry);
    }
  }

  private static void tell(ReplyWriter reply, SlowLog.Entry entry) {
    reply.array(FIELDS);
    reply.integer(entry.id());
    reply.integer(entry.second());
    reply.integer(entry.micros());
    reply.array(entry.arguments().size());
    entry.arguments().forEach(reply::bulk);
    reply.bulk(entry.address());
    reply.bulk(entry.name().getBytes(StandardCharsets.ISO_8859_1));
  }
}
