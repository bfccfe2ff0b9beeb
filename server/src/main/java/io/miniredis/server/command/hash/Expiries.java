package io.miniredis.server.command.hash;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.HashValue;

/**
 * What HTTL, HPTTL, HEXPIRETIME and HPEXPIRETIME share: the reply is an array that tells of each
 * field: -2 not there, -1 it does not expire, else the time.
 *
 * <p>Checked in this order: the key's type, the word FIELDS, the number of fields.
 */
final class Expiries {
  static final CommandError NOT_POSITIVE =
      CommandError.of("ERR Number of fields must be a positive integer");

  private Expiries() {}

  /**
   * Runs one of the four.
   *
   * @param unit of the time that is told, in milliseconds; times are rounded up
   * @param base what that time counts from, in milliseconds since the epoch
   */
  static void reply(Call call, long unit, long base) {
    HashValue hash = call.find(1, HashValue.TYPE);
    int first = FieldList.parse(call, 2, NOT_POSITIVE);
    if (hash == null) {
      FieldList.replyNoFields(call, first);
      return;
    }
    call.reply().array(call.argc() - first);
    for (int i = first; i < call.argc(); i++) {
      long expiry = hash.expiry(call.arg(i), call.now());
      call.reply().integer(expiry < 0 ? expiry : (expiry - base + unit - 1) / unit);
    }
  }
}
