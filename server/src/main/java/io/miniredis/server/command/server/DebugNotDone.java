package io.miniredis.server.command.server;

import io.miniredis.protocol.Replies;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import java.util.List;
import java.util.Locale;

/**
 * DEBUG's tools that turn knobs of Redis's insides which this server lacks: they are taken and
 * change nothing. And those that would crash it: they are refused, as an embedded server would take
 * its host down.
 */
final class DebugNotDone {
  private static final CommandError NOT_BYTES =
      CommandError.of("ERR argument must be a memory value bigger than 1 and smaller than 4gb");
  private static final String NO_KNOB = "Taken for the sake of tests; there is nothing to change.";
  private static final String REFUSED = "Refused: the server does not crash on request.";

  static final List<DebugTool> ALL =
      List.of(
          DebugTool.of("DICT-RESIZING <0|1>", 1, DebugNotDone::ok, NO_KNOB),
          DebugTool.of("QUICKLIST-PACKED-THRESHOLD <size>", 1, DebugNotDone::bytes, NO_KNOB),
          DebugTool.of(
              "REPLYBUFFER PEAK-RESET-TIME|RESIZING <value>", 2, DebugNotDone::buffer, NO_KNOB),
          DebugTool.of("ASSERT", 0, DebugNotDone::refuse, REFUSED),
          DebugTool.of("CRASH-AND-RECOVER [milliseconds]", 0, 1, DebugNotDone::refuse, REFUSED),
          DebugTool.of("OOM", 0, DebugNotDone::refuse, REFUSED),
          DebugTool.of("PANIC", 0, DebugNotDone::refuse, REFUSED),
          DebugTool.of("RESTART [milliseconds]", 0, 1, DebugNotDone::refuse, REFUSED),
          DebugTool.of("SEGFAULT", 0, DebugNotDone::refuse, REFUSED));

  private static final long MAX_BYTES = 4L << 30;

  private DebugNotDone() {}

  private static void ok(Call call) {
    call.reply().simple(Replies.OK);
  }

  private static void refuse(Call call) {
    throw CommandError.of(
        "ERR DEBUG "
            + call.arg(1).toString().toUpperCase(Locale.ROOT)
            + " is refused: this server does not crash on request");
  }

  private static void bytes(Call call) {
    long bytes = Settings.bytes(call.arg(2).toString());
    if (bytes < 0 || bytes > MAX_BYTES) {
      throw NOT_BYTES;
    }
    ok(call);
  }

  private static void buffer(Call call) {
    if (call.argIs(2, "RESIZING")) {
      ok(call);
    } else if (call.argIs(2, "PEAK-RESET-TIME")) {
      if (!call.argIs(3, "NEVER") && !call.argIs(3, "RESET")) {
        call.longArg(3);
      }
      ok(call);
    } else {
      throw CommandError.of(
          "ERR unknown subcommand or wrong number of arguments for '"
              + call.arg(1)
              + "'. Try DEBUG HELP.");
    }
  }
}
