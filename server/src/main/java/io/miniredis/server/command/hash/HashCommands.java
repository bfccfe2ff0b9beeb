package io.miniredis.server.command.hash;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The hash commands. */
public final class HashCommands {
  private HashCommands() {}

  /** All of them. */
  public static List<Command> all() {
    return List.of(
        new HDel(),
        new HExists(),
        new HExpire(),
        new HExpireAt(),
        new HExpireTime(),
        new HGet(),
        new HGetAll(),
        new HGetDel(),
        new HGetEx(),
        new HIncrBy(),
        new HIncrByFloat(),
        new HKeys(),
        new HLen(),
        new HMGet(),
        new HMSet(),
        new HPersist(),
        new HPExpire(),
        new HPExpireAt(),
        new HPExpireTime(),
        new HPTtl(),
        new HRandField(),
        new HScan(),
        new HSet(),
        new HSetEx(),
        new HSetNx(),
        new HStrLen(),
        new HTtl(),
        new HVals());
  }
}
