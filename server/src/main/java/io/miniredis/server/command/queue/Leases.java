package io.miniredis.server.command.queue;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.QueueJob;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/** Who ends or prolongs a lease must have it. */
final class Leases {
  private static final int LONGEST_LIST = 4096;

  private Leases() {}

  /**
   * The job that an argument names, if its lease has not ended, else null.
   *
   * @param delivery the argument with the number of the delivery that it must be, or 0
   */
  static @Nullable QueueJob find(Call call, QueueValue queue, int id, int delivery, long now) {
    QueueJob job = queue.find(call.arg(id));
    boolean held =
        job != null
            && job.isHeld(now)
            && (delivery == 0 || call.longArg(delivery) == job.deliveries());
    return held ? job : null;
  }

  /** The job that an argument names; the error that says so if its lease has ended. */
  static QueueJob held(Call call, QueueValue queue, int id, int delivery) {
    QueueJob job = find(call, queue, id, delivery, call.ticks().now());
    if (job == null) {
      throw notLeased(call.arg(id).toString());
    }
    return job;
  }

  static CommandError notLeased(String ids) {
    return CommandError.of("NOTLEASED there is no such lease: " + ids);
  }

  /** Adds an id to a list of ids, unless that is too long already. */
  static void list(StringBuilder ids, Slice id) {
    if (ids.length() > LONGEST_LIST) {
      return;
    }
    ids.append(ids.isEmpty() ? "" : " ").append(id);
    if (ids.length() > LONGEST_LIST) {
      ids.append(" ...");
    }
  }
}
