package io.miniredis.server.command.bitmap;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The bitmap commands. */
public final class BitmapCommands {
  private BitmapCommands() {}

  public static List<Command> all() {
    return List.of(
        new BitCount(),
        new BitField(),
        new BitFieldRo(),
        new BitOp(),
        new BitPos(),
        new GetBit(),
        new SetBit());
  }
}
