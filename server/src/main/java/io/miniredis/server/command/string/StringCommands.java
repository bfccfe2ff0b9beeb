package io.miniredis.server.command.string;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The string commands. */
public final class StringCommands {
  private StringCommands() {}

  public static List<Command> all() {
    return List.of(
        new Append(),
        new Decr(),
        new DecrBy(),
        new DelEx(),
        new Digest(),
        new Get(),
        new GetDel(),
        new GetEx(),
        new GetRange(),
        new GetSet(),
        new Incr(),
        new IncrBy(),
        new IncrByFloat(),
        new IncrEx(),
        new Lcs(),
        new MGet(),
        new MSet(),
        new MSetEx(),
        new MSetNx(),
        new PSetEx(),
        new Set(),
        new SetEx(),
        new SetNx(),
        new SetRange(),
        new StrLen(),
        new SubStr());
  }
}
