package io.miniredis.server.command.generic;

import io.miniredis.server.engine.Call;
import io.miniredis.server.value.Record;

/**
 * What TTL, PTTL, EXPIRETIME and PEXPIRETIME share: when a key expires, or why there is no such
 * time.
 */
final class Lifetime {
  private static final long NO_KEY = -2;
  private static final long FOREVER = -1;

  private Lifetime() {}

  /**
   * Replies with the milliseconds at which the first argument's key expires, counted from an
   * origin, in units of so many milliseconds, rounded; or -2 if it does not exist and -1 if it
   * never does.
   */
  static void reply(Call call, long origin, long unit) {
    if (!call.exists(1)) {
      call.reply().integer(NO_KEY);
      return;
    }
    long expiry = call.expiry(1);
    if (expiry == Record.NO_EXPIRY) {
      call.reply().integer(FOREVER);
      return;
    }
    call.reply().integer((expiry - origin + unit / 2) / unit);
  }
}
