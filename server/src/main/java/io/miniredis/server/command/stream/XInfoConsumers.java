package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamConsumer;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamValue;

/**
 * Replies with a map for each consumer of a group: its name, how many entries it has not
 * acknowledged, and for how many milliseconds it has not asked, and not got any (-1 if never).
 *
 * <p>Checked in this order: that the key exists, its type, that the group exists.
 */
final class XInfoConsumers implements Command {
  static final Spec SPEC =
      Spec.command("XINFO CONSUMERS", Group.STREAM)
          .summary("Tells the consumers of a consumer group.")
          .usage("key group")
          .arity(4)
          .flags(Flag.READONLY)
          .keys(readOnly(2, ACCESS))
          .tips("nondeterministic_output")
          .since("5.0.0")
          .complexity("O(N) for N consumers")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    StreamValue stream = XInfoStream.stream(call);
    StreamGroup group = stream.group(call.arg(3));
    if (group == null) {
      throw StreamErrors.noGroup(call, 2, 3);
    }
    ReplyWriter reply = call.reply();
    EntryReply entries = new EntryReply(call);
    reply.array(group.consumers().size());
    for (StreamConsumer consumer : group.consumers()) {
      reply.map(4);
      reply.bulk("name");
      entries.bulk(consumer.name());
      reply.bulk("pending");
      reply.integer(consumer.pending().size());
      reply.bulk("idle");
      reply.integer(Math.max(0, call.time() - consumer.seenAt()));
      reply.bulk("inactive");
      long activeAt = consumer.activeAt();
      reply.integer(
          activeAt == StreamConsumer.NEVER
              ? StreamConsumer.NEVER
              : Math.max(0, call.time() - activeAt));
    }
  }
}
