package io.miniredis.server.command.list;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The commands on lists. */
public final class ListCommands {
  private ListCommands() {}

  public static List<Command> all() {
    return List.of(
        new BLMove(),
        new BLMPop(),
        new BLPop(),
        new BRPop(),
        new BRPopLPush(),
        new LIndex(),
        new LInsert(),
        new LLen(),
        new LMove(),
        new LMPop(),
        new LPop(),
        new LPos(),
        new LPush(),
        new LPushX(),
        new LRange(),
        new LRem(),
        new LSet(),
        new LTrim(),
        new RPop(),
        new RPopLPush(),
        new RPush(),
        new RPushX());
  }
}
