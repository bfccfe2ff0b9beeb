package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The stream commands. */
public final class StreamCommands {
  private StreamCommands() {}

  /** All of them. */
  public static List<Command> all() {
    return List.of(
        new XAck(),
        new XAckDel(),
        new XAdd(),
        new XAutoClaim(),
        new XCfgSet(),
        new XClaim(),
        new XDel(),
        new XDelEx(),
        new XGroupContainer(),
        new XIdmpRecord(),
        new XInfoContainer(),
        new XLen(),
        new XNack(),
        new XPending(),
        new XRange(),
        new XRead(),
        new XReadGroup(),
        new XRevRange(),
        new XSetId(),
        new XTrim());
  }
}
