package io.miniredis.server.command.set;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The set commands. */
public final class SetCommands {
  private SetCommands() {}

  /** All of them. */
  public static List<Command> all() {
    return List.of(
        new SAdd(),
        new SCard(),
        new SDiff(),
        new SDiffStore(),
        new SInter(),
        new SInterCard(),
        new SInterStore(),
        new SIsMember(),
        new SMembers(),
        new SMIsMember(),
        new SMove(),
        new SPop(),
        new SRandMember(),
        new SRem(),
        new SScan(),
        new SUnion(),
        new SUnionStore());
  }
}
