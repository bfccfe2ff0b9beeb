package io.miniredis.server.command.hash;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.Slice;

/**
 * Reading fields, any of which may have expired: one that has is removed on the way, and with the
 * last of them the key.
 */
final class Fields {
  static final Event EXPIRED = Event.hash("hexpired");

  private Fields() {}

  /**
   * Points {@code into} at the value of a field of the hash at argument 1; false if it is not
   * there.
   */
  static boolean get(Call call, HashValue hash, Slice field, Slice into) {
    if (hash.get(field, call.now(), into)) {
      return true;
    }
    if (hash.removeIfExpired(field, call.now())) {
      call.changed(1, EXPIRED);
    }
    return false;
  }

  /** Replies with the value of a field of the hash at argument 1, or nil. */
  static void reply(Call call, HashValue hash, Slice field) {
    Slice value = call.scratch();
    if (get(call, hash, field, value)) {
      call.reply().bulk(value.array(), value.offset(), value.length());
    } else {
      call.reply().nil();
    }
  }
}
