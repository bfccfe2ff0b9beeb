package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Pending;
import io.miniredis.server.value.StreamConsumer;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;
import java.util.Objects;

/**
 * Gives pending entries to another consumer, and replies with them, or with JUSTID with their ids
 * alone. Those that the stream has no more are removed from what is pending.
 *
 * <p>Checked in this order: the key's type, that stream and group exist, the least idle time, then
 * behind the ids the options as they come.
 */
final class XClaim implements Command {
  static final Spec SPEC =
      Spec.command("XCLAIM", Group.STREAM)
          .summary("Gives pending entries of a group to another consumer.")
          .usage(
              "key group consumer min-idle-time id [id ...] [IDLE ms] [TIME unix-time-milliseconds] [RETRYCOUNT count] [FORCE] [JUSTID] [LASTID lastid]")
          .arity(-6)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .tips("nondeterministic_output")
          .countsLookups()
          .since("5.0.0")
          .complexity("O(log(N)) for each id, N being the number of pending entries")
          .build();

  private static final CommandError MIN_IDLE =
      CommandError.of("ERR Invalid min-idle-time argument for XCLAIM");
  private static final int FIRST_ID = 5;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    StreamGroup group = StreamErrors.group(call, 1, 2);
    long minIdle = Math.max(0, call.longArg(4, MIN_IDLE));
    int ids = FIRST_ID;
    while (ids < call.argc() && Ids.parse(call.arg(ids)) != null) {
      ids++;
    }
    ClaimOptions options = new ClaimOptions(call, ids);
    group.raiseTo(options.lastId);
    StreamValue stream = Objects.requireNonNull(call.find(1, StreamValue.TYPE));
    Told told = new Told(call, 1, 2, 3);
    StreamConsumer consumer = Consumers.seen(call, 1, group, 3, told);
    EntryReply entries = new EntryReply(call);
    long token = call.reply().beginArray();
    long n = 0;
    for (int i = FIRST_ID; i < ids; i++) {
      StreamId id = Ids.exact(call, i);
      if (claim(stream, group, consumer, id, minIdle, options, call.time(), told)) {
        if (options.idsOnly) {
          entries.id(id);
        } else {
          entries.entry(stream, id);
        }
        n++;
      }
    }
    call.reply().endArray(token, n);
    call.changed(1, Event.UNTOLD);
    told.position(group);
  }

  private static boolean claim(
      StreamValue stream,
      StreamGroup group,
      StreamConsumer consumer,
      StreamId id,
      long minIdle,
      ClaimOptions options,
      long now,
      Told told) {
    Pending p = group.pending().find(id.ms(), id.seq());
    if (!stream.contains(id.ms(), id.seq())) {
      if (p != null) {
        group.remove(p);
        told.gone(id);
      }
      return false;
    }
    if (p == null) {
      if (!options.force) {
        return false;
      }
      p = group.add(id.ms(), id.seq(), consumer, now);
    } else if (!p.isIdle(now, minIdle)) {
      return false;
    }
    long deliveries = p.deliveries();
    if (options.retryCount >= 0) {
      deliveries = options.retryCount;
    } else if (!options.idsOnly) {
      deliveries = p.nextDeliveries();
    }
    group.deliver(p, consumer, options.deliveredAt, deliveries);
    consumer.active(now);
    told.delivered(p);
    return true;
  }
}
