package io.miniredis.server.command.set;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.value.SetValue;
import io.miniredis.server.value.Slice;

/** Writing members of sets into replies. */
final class Members {
  private Members() {}

  /** Replies with the whole set that a key holds: an empty one if it does not exist. */
  static void replyAll(Call call, int key) {
    SetValue set = call.find(key, SetValue.TYPE);
    if (set == null) {
      call.reply().set(0);
      return;
    }
    call.reply().set(set.size());
    writeAll(call, set);
  }

  /** Writes all members, one after the other. */
  static void writeAll(Call call, SetValue set) {
    Slice view = call.scratch();
    for (int p = set.next(SetValue.NONE); p != SetValue.NONE; p = set.next(p)) {
      write(call.reply(), set.member(p, view));
    }
  }

  static void write(ReplyWriter reply, Slice member) {
    reply.bulk(member.array(), member.offset(), member.length());
  }
}
