package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Command;
import java.util.List;

/** The commands on queues. */
public final class QueueCommands {
  private QueueCommands() {}

  public static List<Command> all() {
    return List.of(
        new QApply(),
        new QCreate(),
        new QDone(),
        new QExtend(),
        new QFail(),
        new QGet(),
        new QInfo(),
        new QJob(),
        new QJoin(),
        new QLen(),
        new QMPut(),
        new QPause(),
        new QPeek(),
        new QPurge(),
        new QPut(),
        new QRepeat(),
        new QRepeats(),
        new QResult(),
        new QResume(),
        new QRetry(),
        new QShutdown(),
        new QUnrepeat());
  }
}
