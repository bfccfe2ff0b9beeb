package io.miniredis.server.command.hash;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.Slice;

/** What HGETALL, HKEYS and HVALS share. */
final class Listing {
  private Listing() {}

  /** Replies with the fields of the hash at argument 1, with the values, or with both. */
  static void reply(Call call, boolean fields, boolean values) {
    ReplyWriter reply = call.reply();
    HashValue hash = call.find(1, HashValue.TYPE);
    int size = hash == null ? 0 : hash.size(call.now());
    if (fields && values) {
      reply.map(size);
    } else {
      reply.array(size);
    }
    if (hash == null) {
      return;
    }
    Slice view = call.scratch();
    int p = hash.next(HashValue.NONE, call.now());
    while (p != HashValue.NONE) {
      if (fields) {
        write(reply, hash.field(p, view));
      }
      if (values) {
        write(reply, hash.value(p, view));
      }
      p = hash.next(p, call.now());
    }
  }

  static void write(ReplyWriter reply, Slice slice) {
    reply.bulk(slice.array(), slice.offset(), slice.length());
  }
}
