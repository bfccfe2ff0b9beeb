package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.value.QueueValue;

/** How the commands reach their queue. */
final class Queues {
  private Queues() {}

  /** The queue that argument 1 names; if there is none, the error that says so. */
  static QueueValue existing(Call call) {
    QueueValue queue = call.find(1, QueueValue.TYPE);
    if (queue == null) {
      throw QueueErrors.NO_QUEUE;
    }
    return queue;
  }

  /** The queue that argument 1 names, which the client may have waited for. */
  static QueueValue existingOrGone(Call call) {
    if (call.hasLost()) {
      throw QueueErrors.GONE;
    }
    return existing(call);
  }
}
