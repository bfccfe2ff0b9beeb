package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamProducers;
import io.miniredis.server.value.StreamValue;

/**
 * Takes down as which message of a producer an entry was sent; for logs that are played again. The
 * message was sent at the time that the entry's id tells.
 *
 * <p>Checked in this order: the names, the id, the key's type, that it exists, that the message is
 * not another entry, that the entry exists.
 */
final class XIdmpRecord implements Command {
  static final Spec SPEC =
      Spec.command("XIDMPRECORD", Group.STREAM)
          .summary("Takes down a producer's message as an entry of a stream; for replication.")
          .usage("key pid iid stream-id")
          .arity(5)
          .flags(Flag.DENYOOM, Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .since("8.8.0")
          .complexity("O(1)")
          .build();

  private static final CommandError NO_PRODUCER =
      CommandError.of("ERR XIDMPRECORD requires a non-empty producer ID");
  private static final CommandError NO_ID =
      CommandError.of("ERR XIDMPRECORD requires a non-empty idempotent ID");
  private static final CommandError OTHER =
      CommandError.of("ERR The idempotent ID is already mapped to a different stream ID");
  private static final CommandError NO_ENTRY =
      CommandError.of("ERR The stream ID does not exist in the stream");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.arg(2).isEmpty()) {
      throw NO_PRODUCER;
    }
    if (call.arg(3).isEmpty()) {
      throw NO_ID;
    }
    StreamId id = Ids.exact(call, 4);
    StreamValue stream = call.find(1, StreamValue.TYPE);
    if (stream == null) {
      throw CommandError.NO_SUCH_KEY;
    }
    StreamProducers producers = stream.producers();
    StreamId known =
        producers == null ? null : producers.find(call.arg(2), call.arg(3), call.time());
    if (known != null && !known.equals(id)) {
      throw OTHER;
    }
    if (!stream.contains(id.ms(), id.seq())) {
      throw NO_ENTRY;
    }
    if (known == null) {
      long sent = Long.compareUnsigned(id.ms(), call.time()) < 0 ? id.ms() : call.time();
      stream.madeProducers().add(call.arg(2), call.arg(3), id, sent);
      call.changed(1, Event.UNTOLD);
    }
    call.reply().simple(Replies.OK);
  }
}
