package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Effects;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StreamEntry;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamProducers;
import io.miniredis.server.value.StreamValue;
import org.jspecify.annotations.Nullable;

/**
 * Adds an entry, making the stream if its key does not exist, and replies with the entry's id; with
 * nil if NOMKSTREAM forbids to make it. Trims the stream then, if told so.
 *
 * <p>With IDMP or IDMPAUTO, a message that its producer has sent before is not added again: the
 * reply is the id that it got then, and nothing is trimmed.
 *
 * <p>Checked in this order: the options and the id as they come, that a message has an id left to
 * the server, the options with each other, that fields and values come in pairs, an id of 0-0, the
 * key's type, that there are ids left, that the id is greater than the last, the entry's size.
 */
final class XAdd implements Command {
  static final Spec SPEC =
      Spec.command("XADD", Group.STREAM)
          .summary("Adds an entry to a stream.")
          .usage(
              "key [NOMKSTREAM] [KEEPREF | DELREF | ACKED] [IDMPAUTO producer-id | IDMP producer-id idempotent-id] [<MAXLEN | MINID> [= | ~] threshold [LIMIT count]] <* | id> field value [field value ...]")
          .arity(-5)
          .flags(Flag.DENYOOM, Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .tips("nondeterministic_output")
          .since("5.0.0")
          .complexity("O(1), and O(N) for N entries that are trimmed")
          .build();

  static final Event EVENT = Event.stream("xadd");

  private static final CommandError TOO_LARGE =
      CommandError.of("ERR Elements are too large to be stored");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int argc = call.argc();
    boolean make = true;
    TrimOptions trim = new TrimOptions();
    Message message = null;
    int at = 2;
    while (at < argc && !isAutomatic(call.arg(at))) {
      int behind = trim.option(call, at);
      if (behind == at && Message.isOption(call, at)) {
        message = new Message(call, at, message);
        behind = message.end;
      }
      if (behind == at) {
        if (!call.argIs(at, "NOMKSTREAM")) {
          break;
        }
        make = false;
        behind = at + 1;
      }
      at = behind;
    }
    NewId id = at < argc ? NewId.parse(call.arg(at)) : NewId.AUTOMATIC;
    if (message != null && id != NewId.AUTOMATIC) {
      throw Message.GIVEN_ID;
    }
    trim.check(call, false);
    int first = at + 1;
    if (argc - first < 2 || (argc - first) % 2 != 0) {
      throw CommandError.of("ERR wrong number of arguments for 'xadd' command");
    }
    id.requireNotZero();
    StreamValue stream = call.find(1, StreamValue.TYPE);
    if (stream == null && !make) {
      call.reply().nil();
      return;
    }
    Fields fields = new Fields(call, first);
    if (message != null) {
      message.fill(fields);
      if (stream != null && isKnown(call, stream, message)) {
        return;
      }
    }
    add(call, stream, id, fields, trim, message);
  }

  /** Replies with the id of a message that was sent before; false if it was not. */
  private static boolean isKnown(Call call, StreamValue stream, Message message) {
    StreamProducers producers = stream.producers();
    StreamId id =
        producers == null ? null : producers.find(message.producer(), message.id(), call.time());
    if (producers == null || id == null) {
      return false;
    }
    producers.duplicate();
    call.changed(1, Event.UNTOLD);
    new EntryReply(call).id(id);
    return true;
  }

  private static void add(
      Call call,
      @Nullable StreamValue found,
      NewId newId,
      Fields fields,
      TrimOptions trim,
      @Nullable Message message) {
    StreamId id = newId.choose(found == null ? StreamId.MIN : found.lastId(), call.time());
    if (fields.bytes() > StreamValue.LARGEST_ENTRY) {
      throw TOO_LARGE;
    }
    StreamValue stream = found == null ? call.findOrCreate(1, StreamValue.TYPE) : found;
    stream.add(id, fields);
    if (message != null) {
      stream.madeProducers().add(message.producer(), message.id(), id, call.time());
    }
    call.changed(1, EVENT);
    new EntryReply(call).id(id);
    if (trim.isGiven()) {
      if (trim.trim(stream) > 0) {
        call.changed(1, XTrim.EVENT);
      } else {
        call.resized(1);
      }
    }
    tell(call, stream, id, fields, trim, message);
  }

  private static void tell(
      Call call,
      StreamValue stream,
      StreamId id,
      Fields fields,
      TrimOptions trim,
      @Nullable Message message) {
    if (!call.isFollowed()) {
      return;
    }
    Effects effect = call.effect("XADD").add(call.arg(1)).add(id.toString());
    for (int i = 0; i < fields.elements(); i++) {
      effect.add(fields.element(i));
    }
    effect.end();
    if (trim.isGiven()) {
      trim.tell(call, stream);
    }
    if (message != null) {
      effect = call.effect("XIDMPRECORD").add(call.arg(1)).add(message.producer());
      effect.add(message.id()).add(id.toString()).end();
    }
  }

  private static boolean isAutomatic(Slice word) {
    return word.length() == 1 && word.byteAt(0) == '*';
  }

  /** The call's arguments from one on, as what the entry consists of. */
  private record Fields(Call call, int first) implements StreamEntry {
    @Override
    public int elements() {
      return call.argc() - first;
    }

    @Override
    public Slice element(int index) {
      return call.arg(first + index);
    }

    long bytes() {
      long n = 0;
      for (int i = 0; i < elements(); i++) {
        n += element(i).length();
      }
      return n;
    }
  }
}
