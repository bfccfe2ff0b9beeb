package io.miniredis.server.command.sortedset;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetCursor;

/** Writes elements as replies. */
final class Elements {
  private Elements() {}

  /**
   * An array of members; with scores, of pairs under RESP3 and of members and scores in turn under
   * RESP2.
   */
  static void write(ReplyWriter reply, SortedSetCursor elements, boolean withScores) {
    if (withScores && reply.protocol() == 3) {
      writePairs(reply, elements);
      return;
    }
    reply.array(withScores ? 2L * elements.remaining() : elements.remaining());
    while (elements.next()) {
      writeOne(reply, elements, withScores);
    }
  }

  /** An array of pairs. */
  static void writePairs(ReplyWriter reply, SortedSetCursor elements) {
    reply.array(elements.remaining());
    while (elements.next()) {
      reply.array(2);
      writeOne(reply, elements, true);
    }
  }

  /** The key that an argument names. */
  static void writeKey(Call call, int arg) {
    Slice key = call.arg(arg);
    call.reply().bulk(key.array(), key.offset(), key.length());
  }

  /** A member, and its score behind it. */
  static void writeOne(ReplyWriter reply, SortedSetCursor element, boolean withScore) {
    Slice member = element.member();
    reply.bulk(member.array(), member.offset(), member.length());
    if (withScore) {
      reply.doubleValue(element.score());
    }
  }
}
