package io.miniredis.server.command.queue;

import io.miniredis.server.engine.CommandError;

/** The errors of queues. */
final class QueueErrors {
  static final CommandError NO_QUEUE = CommandError.of("NOQUEUE no such queue");
  static final CommandError GONE =
      CommandError.of("NOQUEUE the queue was deleted or replaced while the client waited");
  static final CommandError FULL = CommandError.of("QUEUEFULL the queue is full");
  static final CommandError SHUT_DOWN = CommandError.of("QUEUESHUTDOWN the queue is shut down");
  static final CommandError BATCH_TOO_LARGE =
      CommandError.of("QUEUEFULL the batch is larger than the queue's MAXSIZE");
  static final CommandError OTHER_OPTIONS =
      CommandError.of("ERR the queue exists with other options");
  static final CommandError NO_PRIORITIES =
      CommandError.of("ERR PRIORITY is for queues of ORDER PRIORITY alone");
  static final CommandError ID_LENGTH = CommandError.of("ERR an id must have from 1 to 512 bytes");

  static final CommandError CRON =
      CommandError.of(
          "ERR CRON must be five fields of crontab(5), or @hourly and the like, that tell of days"
              + " that there are");

  private QueueErrors() {}
}
