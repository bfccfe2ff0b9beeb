package io.miniredis.server.command.server;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.RedisVersion;
import io.miniredis.server.engine.Spec;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replies with a picture made by chance, and the version of Redis. Behind {@code VERSION n}, which
 * is read and changes nothing, may stand the picture's columns and rows.
 */
final class Lolwut implements Command {
  static final Spec SPEC =
      Spec.command("LOLWUT", Group.SERVER)
          .summary("Shows a picture made by chance, and the version of Redis.")
          .usage("[VERSION version [columns [rows]]]")
          .arity(-1)
          .flags(Flag.READONLY, Flag.FAST)
          .since("5.0.0")
          .complexity("O(N) for a picture of N characters")
          .build();

  private static final int COLUMNS = 66;
  private static final int ROWS = 12;
  private static final int MAX_COLUMNS = 250;
  private static final int MAX_ROWS = 100;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int columns = COLUMNS;
    int rows = ROWS;
    if (call.argc() > 2 && call.argIs(1, "VERSION")) {
      call.longArg(2);
      columns = call.argc() > 3 ? size(call, 3, MAX_COLUMNS) : COLUMNS;
      rows = call.argc() > 4 ? size(call, 4, MAX_ROWS) : ROWS;
    }
    String text =
        Ripples.draw(columns, rows, ThreadLocalRandom.current())
            + "\nTwo stones in a pond. Redis ver. "
            + RedisVersion.TEXT
            + "\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    call.reply().verbatim("txt", bytes, 0, bytes.length);
  }

  private static int size(Call call, int arg, int max) {
    return (int) Math.clamp(call.longArg(arg), 1, max);
  }
}
