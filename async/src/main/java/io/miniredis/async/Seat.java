package io.miniredis.async;

import java.util.concurrent.locks.LockSupport;

/**
 * Where one thread waits for the loop's turn. The write of {@code turn} by the giver and its read
 * by the taker make everything the giver did visible to the taker: no other field of a loop is
 * volatile or locked for the coroutines' sake.
 */
abstract class Seat {
  private volatile boolean turn;

  abstract Thread thread();

  /** Gives the turn to this seat's thread. The caller has it no more. */
  final void give() {
    turn = true;
    LockSupport.unpark(thread());
  }

  /** Waits for the turn. An interrupt does not end the wait; it is told to {@link #onInterrupt}. */
  final void take() {
    while (!turn) {
      LockSupport.park();
      if (Thread.interrupted()) {
        onInterrupt();
      }
    }
    turn = false;
  }

  /** The thread was interrupted while it waited, which it is to learn when it has the turn. */
  abstract void onInterrupt();
}
