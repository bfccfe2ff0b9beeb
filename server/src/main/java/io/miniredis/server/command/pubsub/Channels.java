package io.miniredis.server.command.pubsub;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.pubsub.Kind;
import io.miniredis.server.pubsub.PubSub;
import io.miniredis.server.value.Slice;

/** What PUBSUB tells of channels and, in the same way, of shard channels. */
final class Channels {
  private Channels() {}

  /** Replies with the names of those with subscribers: all, or those that match argument 2. */
  static void list(Call call, Kind kind) {
    if (call.argc() > 3) {
      throw CommandError.of(
          "ERR unknown subcommand or wrong number of arguments for '"
              + call.arg(1)
              + "'. Try PUBSUB HELP.");
    }
    Slice pattern = call.argc() == 3 ? call.arg(2) : null;
    ReplyWriter reply = call.reply();
    long token = reply.beginArray();
    int[] n = {0};
    call.engine()
        .pubsub()
        .forEachName(
            kind,
            pattern,
            name -> {
              reply.bulk(name.array(), name.offset(), name.length());
              n[0]++;
            });
    reply.endArray(token, n[0]);
  }

  /** Replies with each channel from argument 2 on and the number of its subscribers. */
  static void count(Call call, Kind kind) {
    PubSub pubsub = call.engine().pubsub();
    ReplyWriter reply = call.reply();
    reply.array(2L * (call.argc() - 2));
    for (int i = 2; i < call.argc(); i++) {
      Slice name = call.arg(i);
      reply.bulk(name.array(), name.offset(), name.length());
      reply.integer(pubsub.subscribers(kind, name));
    }
  }
}
