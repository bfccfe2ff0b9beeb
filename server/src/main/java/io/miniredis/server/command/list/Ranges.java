package io.miniredis.server.command.list;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.value.ListCursor;
import io.miniredis.server.value.Slice;

/** Ranges of elements, as arguments and as replies. */
final class Ranges {
  private Ranges() {}

  /** An index of a list: a negative one counts from the end. Perhaps still below 0. */
  static long index(long index, long size) {
    return index < 0 ? index + size : index;
  }

  /** Writes an array of the next {@code n} elements of a walk. */
  static void reply(Call call, ListCursor cursor, long n) {
    ReplyWriter reply = call.reply();
    reply.array(n);
    Slice element = call.scratch();
    for (long i = 0; i < n; i++) {
      cursor.next(element);
      reply.bulk(element.array(), element.offset(), element.length());
    }
  }
}
