package io.miniredis.async;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a loop has to do: what is ready, and what will make more ready: timers, other threads,
 * channels. It belongs to the thread that has the turn, except what says otherwise.
 */
final class Agenda {
  /** So many steps may be taken before channels are looked at again while others are ready. */
  private static final int STEPS_BETWEEN_POLLS = 64;

  /** So long a virtual clock waits for bytes that are on their way through the kernel. */
  private static final long CHANNEL_GRACE_NANOS = 2_000_000;

  final ReadyQueue ready = new ReadyQueue();
  final Timers timers = new Timers();
  final LoopClock clock;

  /** Channels of this loop, made when first needed. */
  @Nullable LoopIo io;

  /** Jobs in other threads that will report back: while there are any, a virtual clock stands. */
  final AtomicInteger abroad = new AtomicInteger();

  private final EventLoop loop;

  /** From other threads. */
  private final Queue<Handle> inbox = new ConcurrentLinkedQueue<>();

  /** The thread that sleeps because nothing is ready. Written by it, read by any thread. */
  private volatile @Nullable Thread sleeper;

  private int steps;

  Agenda(EventLoop loop, LoopClock clock) {
    this.loop = loop;
    this.clock = clock;
  }

  /** Adds a callback from any thread. */
  void fromOutside(Handle handle) {
    inbox.add(handle);
    wake();
  }

  /** Ends the wait of the loop for something to do. From any thread. */
  void wake() {
    Thread thread = sleeper;
    if (thread != null) {
      LockSupport.unpark(thread);
      LoopIo channels = io;
      if (channels != null) {
        channels.wakeup();
      }
    }
  }

  /**
   * One look at everything that can make something ready; waits for it if nothing is, unless the
   * loop is {@code stopping}.
   */
  void look(boolean stopping) {
    drainInbox();
    boolean idling = ready.isEmpty() && !stopping;
    LoopIo channels = io;
    steps += ready.size();
    if (channels != null && (idling || steps >= STEPS_BETWEEN_POLLS)) {
      steps = 0;
      channels.poll(0);
      drainInbox();
      idling = ready.isEmpty() && !stopping;
    }
    if (!timers.isEmpty() || channels != null) {
      fire(clock.nanos());
    }
    if (idling && ready.isEmpty()) {
      idle();
    }
  }

  private void fire(long now) {
    LoopIo channels = io;
    if (channels != null) {
      channels.fireTimers(now);
    }
    for (TimerHandle due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
      ready.add(due);
    }
  }

  /** Takes over what other threads brought. */
  void drainInbox() {
    for (Handle handle = inbox.poll(); handle != null; handle = inbox.poll()) {
      ready.add(handle);
    }
  }

  /** Waits until something may be ready. */
  private void idle() {
    sleeper = Thread.currentThread();
    if (inbox.isEmpty()) {
      if (clock.isVirtual() && abroad.get() == 0) {
        passVirtualTime();
      } else {
        waitFor(clock.isVirtual() ? Long.MAX_VALUE : untilFirst());
      }
      Thread.interrupted();
    }
    sleeper = null;
    drainInbox();
    fire(clock.nanos());
  }

  /** Nanoseconds until the first timer is due. */
  private long untilFirst() {
    long when = timers.first();
    LoopIo channels = io;
    if (channels != null) {
      when = Math.min(when, channels.firstTimer());
    }
    return when == Long.MAX_VALUE ? when : when - clock.nanos();
  }

  private void waitFor(long nanos) {
    LoopIo channels = io;
    if (nanos <= 0) {
      return;
    }
    if (channels != null) {
      channels.poll(nanos);
    } else if (nanos == Long.MAX_VALUE) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, nanos);
    }
  }

  /** Nothing is ready, so it is the time of the first timer now, unless a channel has something. */
  private void passVirtualTime() {
    long wait = untilFirst();
    LoopIo channels = io;
    if (channels != null) {
      waitFor(wait == Long.MAX_VALUE ? wait : Math.min(wait, CHANNEL_GRACE_NANOS));
      if (!ready.isEmpty() || !inbox.isEmpty() || wait == Long.MAX_VALUE) {
        return;
      }
    }
    if (wait == Long.MAX_VALUE) {
      loop.turns.stuck();
    } else {
      clock.jump(clock.nanos() + wait);
    }
  }
}
