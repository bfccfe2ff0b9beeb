package io.miniredis.server.command.connection;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;

/** An argument that is ON or OFF. */
final class Switch {
  private Switch() {}

  /**
   * Whether the argument is ON.
   *
   * @throws CommandError {@link CommandError#SYNTAX} if it is neither ON nor OFF
   */
  static boolean parse(Call call, int arg) {
    boolean on = call.argIs(arg, "ON");
    if (!on && !call.argIs(arg, "OFF")) {
      throw CommandError.SYNTAX;
    }
    return on;
  }
}
