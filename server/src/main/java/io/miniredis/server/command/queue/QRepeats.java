package io.miniredis.server.command.queue;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueRepeat;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Slice;

/**
 * Replies with what is repeated in a queue, in no order: an array of maps, each of name, every
 * (milliseconds, or nil), cron (or nil), payload, next (milliseconds since the epoch), pending (the
 * id of the job that was put last and is neither done nor dead, or nil). Empty if the key does not
 * exist.
 *
 * <p>Checked: the key's type.
 */
final class QRepeats implements Command {
  private static final Spec SPEC =
      Spec.command("Q.REPEATS", Group.QUEUE)
          .usage("key")
          .arity(2)
          .keys(KeySpec.readOnly(1, KeySpec.Use.ACCESS))
          .flags(Flag.READONLY)
          .summary("Tells which jobs of a queue are repeated.")
          .since("1.0.0")
          .complexity("O(N) for N of them")
          .build();

  private static final int FACTS = 6;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    QueueValue queue = call.find(1, QueueValue.TYPE);
    long array = call.reply().beginArray();
    int[] n = {0};
    if (queue != null) {
      queue
          .repeats()
          .forEach(
              repeat -> {
                write(call, repeat);
                n[0]++;
              });
    }
    call.reply().endArray(array, n[0]);
  }

  private static void write(Call call, QueueRepeat repeat) {
    ReplyWriter reply = call.reply();
    Slice text = call.scratch();
    reply.map(FACTS);
    reply.bulk("name");
    Jobs.bulk(reply, repeat.name(text));
    reply.bulk("every");
    if (repeat.every() > 0) {
      reply.integer(repeat.every());
    } else {
      reply.nil();
    }
    reply.bulk("cron");
    if (repeat.every() > 0) {
      reply.nil();
    } else {
      reply.bulk(repeat.cron());
    }
    reply.bulk("payload");
    Jobs.bulk(reply, repeat.payload(text));
    reply.bulk("next");
    reply.integer(repeat.at());
    reply.bulk("pending");
    QueueJob pending = repeat.pending();
    if (pending == null) {
      reply.nil();
    } else {
      Jobs.bulk(reply, pending.id(text));
    }
  }
}
