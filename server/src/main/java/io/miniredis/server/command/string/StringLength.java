package io.miniredis.server.command.string;

import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.StringValue;

/** The limit that strings grow up to. */
final class StringLength {
  private StringLength() {}

  /**
   * Refuses a string that would have this many bytes and that many more.
   *
   * @throws CommandError {@link CommandError#STRING_TOO_LONG}
   */
  static void check(Call call, long length, long more) {
    long max = call.engine().config().number(Settings.PROTO_MAX_BULK_LEN);
    if (length > Math.min(max, StringValue.MAX_LENGTH) - more) {
      throw CommandError.STRING_TOO_LONG;
    }
  }
}
