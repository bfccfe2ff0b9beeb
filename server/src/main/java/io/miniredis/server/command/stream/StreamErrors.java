package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamValue;
import java.util.Locale;

/** Looks groups up, and says what is wrong where there is none. */
final class StreamErrors {
  private StreamErrors() {}

  /** The group of this name; the stream may be missing too. */
  static StreamGroup group(Call call, int key, int group) {
    StreamValue stream = call.find(key, StreamValue.TYPE);
    StreamGroup found = stream == null ? null : stream.group(call.arg(group));
    if (found == null) {
      throw noKeyOrGroup(call, key, group, "");
    }
    return found;
  }

  static CommandError noKeyOrGroup(Call call, int key, int group, String where) {
    return CommandError.of(
        "NOGROUP No such key '"
            + call.arg(key)
            + "' or consumer group '"
            + call.arg(group)
            + "'"
            + where);
  }

  static CommandError noGroup(Call call, int key, int group) {
    return CommandError.of(
        "NOGROUP No such consumer group '"
            + call.arg(group)
            + "' for key name '"
            + call.arg(key)
            + "'");
  }

  /** What a container says of a subcommand whose arguments have no known form. */
  static CommandError subcommandSyntax(Call call) {
    return CommandError.of(
        "ERR unknown subcommand or wrong number of arguments for '"
            + call.arg(1)
            + "'. Try "
            + call.arg(0).toString().toUpperCase(Locale.ROOT)
            + " HELP.");
  }
}
