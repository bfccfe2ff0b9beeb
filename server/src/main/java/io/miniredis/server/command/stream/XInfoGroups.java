package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamValue;

/**
 * Replies with a map for each consumer group: its name, how many consumers it has, how many entries
 * are pending, the last delivered id, how many entries were read up to there, and how many are to
 * come; nil for the last two where deletions make them uncertain.
 *
 * <p>Checked in this order: that the key exists, its type.
 */
final class XInfoGroups implements Command {
  static final Spec SPEC =
      Spec.command("XINFO GROUPS", Group.STREAM)
          .summary("Tells the consumer groups of a stream.")
          .usage("key")
          .arity(3)
          .flags(Flag.READONLY)
          .keys(readOnly(2, ACCESS))
          .since("5.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    StreamValue stream = XInfoStream.stream(call);
    ReplyWriter reply = call.reply();
    EntryReply entries = new EntryReply(call);
    reply.array(stream.groups().size());
    for (StreamGroup group : stream.groups()) {
      reply.map(6);
      reply.bulk("name");
      entries.bulk(group.name());
      reply.bulk("consumers");
      reply.integer(group.consumers().size());
      reply.bulk("pending");
      reply.integer(group.pending().size());
      progress(call, entries, group);
    }
  }

  /** Writes three pairs: how far the group has come. */
  static void progress(Call call, EntryReply entries, StreamGroup group) {
    ReplyWriter reply = call.reply();
    reply.bulk("last-delivered-id");
    entries.id(group.lastDelivered());
    reply.bulk("entries-read");
    known(reply, group.entriesRead(), StreamGroup.UNKNOWN);
    reply.bulk("lag");
    known(reply, group.lag(), StreamGroup.UNKNOWN_LAG);
  }

  private static void known(ReplyWriter reply, long n, long unknown) {
    if (n == unknown) {
      reply.nil();
    } else {
      reply.integer(n);
    }
  }
}
