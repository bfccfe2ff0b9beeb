package io.miniredis.server.command.stream;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;

/** A reply of several streams' entries, which is begun when the first of them has any. */
final class StreamsReply {
  private final Call call;
  private final ReplyWriter reply;
  private final EntryReply entries;
  private long token;
  private int streams;

  StreamsReply(Call call) {
    this.call = call;
    reply = call.reply();
    entries = new EntryReply(call);
  }

  /** Writes a key; its entries are to follow. */
  EntryReply stream(int key) {
    if (streams++ == 0) {
      token = reply.beginMap();
    }
    if (reply.protocol() == 2) {
      reply.array(2);
    }
    entries.bulk(call.arg(key));
    return entries;
  }

  /** Ends the reply; false if none was begun. */
  boolean end() {
    if (streams == 0) {
      return false;
    }
    if (reply.protocol() == 2) {
      reply.endArray(token, streams);
    } else {
      reply.endMap(token, streams);
    }
    return true;
  }
}
