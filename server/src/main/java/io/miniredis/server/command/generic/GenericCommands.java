package io.miniredis.server.command.generic;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The commands on keys of any type. */
public final class GenericCommands {
  private GenericCommands() {}

  public static List<Command> all() {
    return List.of(
        new Copy(),
        new Del(),
        new Dump(),
        new Exists(),
        new Expire(),
        new ExpireAt(),
        new ExpireTime(),
        new Keys(),
        new Migrate(),
        new Move(),
        new ObjectContainer(),
        new PExpire(),
        new PExpireAt(),
        new PExpireTime(),
        new PTtl(),
        new Persist(),
        new RandomKey(),
        new Rename(),
        new RenameNx(),
        new Restore(),
        new Scan(),
        new Sort(),
        new SortRo(),
        new Touch(),
        new Ttl(),
        new Type(),
        new Unlink(),
        new Wait(),
        new WaitAof());
  }
}
