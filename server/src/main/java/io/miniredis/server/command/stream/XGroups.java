package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;
import org.jspecify.annotations.Nullable;

/** What the subcommands of XGROUP have in common: the key is argument 2, the group argument 3. */
final class XGroups {
  private static final CommandError NO_KEY =
      CommandError.of(
          "ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want"
              + " to use the MKSTREAM option to create an empty stream automatically.");
  private static final CommandError NEGATIVE_READ =
      CommandError.of("ERR value for ENTRIESREAD must be positive or -1");
  private static final int LONGEST = 8;

  private XGroups() {}

  /** The stream; an error if there is none. */
  static StreamValue stream(Call call) {
    StreamValue stream = call.find(2, StreamValue.TYPE);
    if (stream == null) {
      throw NO_KEY;
    }
    return stream;
  }

  /** The group; an error if there is none. */
  static StreamGroup group(Call call) {
    StreamGroup group = stream(call).group(call.arg(3));
    if (group == null) {
      throw StreamErrors.noGroup(call, 2, 3);
    }
    return group;
  }

  /** The options of CREATE and SETID, from argument 5 on. */
  static final class Options {
    long entriesRead = StreamGroup.UNKNOWN;
    boolean makeStream;

    Options(Call call, boolean mayMake) {
      int i = 5;
      while (i < call.argc()) {
        if (mayMake && call.argIs(i, "MKSTREAM")) {
          makeStream = true;
          i++;
        } else if (call.argIs(i, "ENTRIESREAD") && i + 1 < call.argc()) {
          entriesRead = call.longArg(i + 1);
          if (entriesRead < 0 && entriesRead != StreamGroup.UNKNOWN) {
            throw NEGATIVE_READ;
          }
          i += 2;
        } else {
          throw StreamErrors.subcommandSyntax(call);
        }
      }
    }
  }

  /** Refuses options given twice, as far as Redis does: by the number of arguments. */
  static void checkCount(Call call, boolean mayMake) {
    int argc = call.argc();
    if (argc > LONGEST || (!mayMake && argc != 5 && argc != 7)) {
      throw StreamErrors.subcommandSyntax(call);
    }
  }

  /** Whether an argument is {@code $}, the stream's last id. */
  static boolean isLast(Call call, int arg) {
    return call.argIs(arg, "$");
  }

  /** The stream's last id; 0-0 if there is no stream. */
  static StreamId lastId(@Nullable StreamValue stream) {
    return stream == null ? StreamId.MIN : stream.lastId();
  }
}
