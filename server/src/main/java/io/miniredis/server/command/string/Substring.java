package io.miniredis.server.command.string;

import io.miniredis.server.engine.Call;
import io.miniredis.server.value.Slice;

/** What GETRANGE and SUBSTR, its name of old, do. */
final class Substring {
  private Substring() {}

  /**
   * Replies with the bytes from one index to another, both included; negative ones count from the
   * end. Checked in this order: start, end, the type.
   */
  static void reply(Call call) {
    long start = call.longArg(2);
    long end = call.longArg(3);
    Slice value = call.findString(1);
    int length = value == null ? 0 : value.length();
    if (value == null || (start < 0 && end < 0 && start > end)) {
      call.reply().bulk("");
      return;
    }
    long first = Math.max(0, start < 0 ? start + length : start);
    long last = Math.min(length - 1, Math.max(0, end < 0 ? end + length : end));
    if (first > last) {
      call.reply().bulk("");
    } else {
      call.reply().bulk(value.array(), value.offset() + (int) first, (int) (last - first + 1));
    }
  }
}
