package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamCursor;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamProducers;
import io.miniredis.server.value.StreamValue;

/**
 * Replies with a map of what a stream is like; of its producers too if it minds them (IDMP of XADD,
 * XCFGSET): without, the reply is that of Redis 7.4; with FULL its entries too, and its groups and
 * their consumers with what is pending, COUNT of each at most (10 unless told otherwise, 0 is all).
 *
 * <p>Checked in this order: that the key exists, its type, then the options.
 */
final class XInfoStream implements Command {
  static final Spec SPEC =
      Spec.command("XINFO STREAM", Group.STREAM)
          .summary("Tells what a stream is like.")
          .usage("key [FULL [COUNT count]]")
          .arity(-3)
          .flags(Flag.READONLY)
          .keys(readOnly(2, ACCESS))
          .since("5.0.0")
          .complexity("O(1); O(N) with FULL, for N entries told")
          .build();

  private static final long DEFAULT_COUNT = 10;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    StreamValue stream = stream(call);
    boolean full = call.argc() > 3;
    if (!full) {
      ReplyWriter reply = call.reply();
      reply.map(10 + producerPairs(stream));
      EntryReply entries = new EntryReply(call);
      head(call, entries, stream);
      reply.bulk("groups");
      reply.integer(stream.groups().size());
      reply.bulk("first-entry");
      edge(reply, entries, stream, false);
      reply.bulk("last-entry");
      edge(reply, entries, stream, true);
      return;
    }
    boolean counted = call.argc() == 6;
    if (!(counted || call.argc() == 4)
        || !call.argIs(3, "FULL")
        || (counted && !call.argIs(4, "COUNT"))) {
      throw StreamErrors.subcommandSyntax(call);
    }
    long count = counted ? call.longArg(5) : DEFAULT_COUNT;
    FullReply.write(call, stream, count < 0 ? DEFAULT_COUNT : count);
  }

  /** The stream at argument 2; an error if there is none. */
  static StreamValue stream(Call call) {
    StreamValue stream = call.find(2, StreamValue.TYPE);
    if (stream == null) {
      throw CommandError.NO_SUCH_KEY;
    }
    return stream;
  }

  /** How many pairs {@link #head} writes besides the seven that it always does. */
  static int producerPairs(StreamValue stream) {
    return stream.producers() == null ? 0 : 6;
  }

  /** Writes the pairs that both forms begin with. */
  static void head(Call call, EntryReply entries, StreamValue stream) {
    ReplyWriter reply = call.reply();
    reply.bulk("length");
    reply.integer(stream.size());
    reply.bulk("radix-tree-keys");
    reply.integer(stream.blocks());
    reply.bulk("radix-tree-nodes");
    reply.integer(RadixTree.nodes(stream));
    reply.bulk("last-generated-id");
    entries.id(stream.lastId());
    reply.bulk("max-deleted-entry-id");
    entries.id(stream.maxDeletedId());
    reply.bulk("entries-added");
    reply.integer(stream.entriesAdded());
    reply.bulk("recorded-first-entry-id");
    entries.id(stream.firstId());
    StreamProducers producers = stream.producers();
    if (producers != null) {
      reply.bulk("idmp-duration");
      reply.integer(producers.duration());
      reply.bulk("idmp-maxsize");
      reply.integer(producers.maxSize());
      reply.bulk("pids-tracked");
      reply.integer(producers.producers(call.time()));
      reply.bulk("iids-tracked");
      reply.integer(producers.ids(call.time()));
      reply.bulk("iids-added");
      reply.integer(producers.added());
      reply.bulk("iids-duplicates");
      reply.integer(producers.duplicates());
    }
  }

  private static void edge(
      ReplyWriter reply, EntryReply entries, StreamValue stream, boolean last) {
    StreamCursor cursor = stream.cursor(StreamId.MIN, StreamId.MAX, last);
    if (cursor != null && cursor.next()) {
      entries.entry(cursor);
    } else {
      reply.nil();
    }
  }
}
