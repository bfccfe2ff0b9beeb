package io.miniredis.server.engine;

import io.miniredis.protocol.ReplyWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A client that waits for keys with a blocking command. Who answers it - a change of a key, its
 * timeout, CLIENT UNBLOCK - or takes it away holds the locks of {@link #shards} and has won {@link
 * #settle}; so there is one answer, and none to a client that is gone.
 */
final class Waiter {
  private static final long KEY_BYTES = 300; // measured, for a key that nobody else follows

  final Session session;
  final SavedCommand command;
  final int database;

  /** Whether it is also to be looked after when a key is gone or has another type. */
  final boolean minds;

  /** Whether nobody behind it is served before it. */
  final boolean inLine;

  /** Whether it is looked after when the value that a key had is not there any more. */
  final boolean toldOfLoss;

  /** Whether that has happened. */
  boolean lost;

  /** Who stood behind it when it went before it was served. */
  @Nullable Waiter next;

  final OnTimeout onTimeout;

  /** The shards of all keys of the command: those it waits for, and others. */
  final long shards;

  final List<WaitQueue.Place> places = new ArrayList<>(1);
  Deadlines.@Nullable Deadline deadline; // null if it waits for ever
  Deadlines.@Nullable Deadline again; // when it is looked after though nothing has changed
  private final AtomicBoolean settled = new AtomicBoolean();

  Waiter(Session session, SavedCommand command, long shards, Wait wait) {
    this.session = session;
    this.command = command;
    this.shards = shards;
    this.database = session.database;
    this.minds = wait.minds;
    this.inLine = wait.inLine;
    this.toldOfLoss = wait.toldOfLoss;
    this.onTimeout = wait.onTimeout;
  }

  /** Bytes of heap that it takes, about. */
  long heapBytes() {
    return command.heapBytes() + KEY_BYTES * places.size();
  }

  /** Who stands behind it, or null; of one that waits for one key. */
  @Nullable Waiter behind() {
    WaitQueue.Place behind = places.isEmpty() ? null : places.getFirst().behind;
    return behind == null ? null : behind.waiter;
  }

  boolean needsSeveralShards() {
    return (shards & (shards - 1)) != 0;
  }

  boolean isSettled() {
    return settled.get();
  }

  /** Decides that it waits no more; false if that was decided before. */
  boolean settle() {
    return settled.compareAndSet(false, true);
  }

  /** What it is told at its timeout. */
  byte[] timeoutReply() {
    ReplyWriter reply = new ReplyWriter();
    reply.protocol(session.protocol());
    onTimeout.reply(reply);
    return reply.toBytes();
  }
}
