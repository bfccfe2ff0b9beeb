package io.miniredis.server.command.scripting;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Busy;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;

/** What SCRIPT KILL and FUNCTION KILL have in common. */
final class Killing {
  private static final CommandError NOT_BUSY =
      CommandError.of("NOTBUSY No scripts in execution right now.");
  private static final CommandError UNKILLABLE =
      CommandError.of(
          "UNKILLABLE Sorry the script already executed write commands against the dataset. You can"
              + " either wait the script termination or kill the server in a hard way using the"
              + " SHUTDOWN NOSAVE command.");

  private Killing() {}

  /** Ends what runs if it is of this kind and has not written; OK. */
  static void kill(Call call, Busy.Kind kind) {
    Busy busy = call.engine().busy();
    switch (busy.kill(kind)) {
      case NOT_BUSY -> throw NOT_BUSY;
      case OTHER -> throw CommandError.of(busy.reply());
      case UNKILLABLE -> throw UNKILLABLE;
      case DONE -> call.reply().simple(Replies.OK);
    }
  }
}
