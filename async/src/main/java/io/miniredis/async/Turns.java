package io.miniredis.async;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who has a loop's turn, and who is next. Everything here belongs to the thread that has the turn,
 * except what says otherwise. {@link EventLoop} tells how it works and why.
 */
final class Turns {
  /** So many workers without work are kept for the next coroutines. */
  private static final int IDLE_WORKERS = 256;

  /** So many steps may be taken before channels and timers are looked at again. */
  private static final int STEPS_BETWEEN_POLLS = 64;

  /** So long a virtual clock waits for bytes that are on their way through the kernel. */
  private static final long CHANNEL_GRACE_NANOS = 2_000_000;

  final EventLoop loop;
  final ReadyQueue ready = new ReadyQueue();
  final Timers timers = new Timers();
  final LoopClock clock;

  /** The task whose coroutine has the turn; null while callbacks run. */
  @Nullable Task<?> current;

  /** The context variables of whoever has the turn. */
  Context context = new Context();

  /** What the callbacks of channels see. */
  final Context ioContext = new Context();

  /** Set by {@link EventLoop#stop}: the loop ends with the iteration. */
  boolean stopping;

  /** Channels of this loop, made when first needed. */
  @Nullable LoopIo io;

  /** Jobs in other threads that will report back: while there are any, a virtual clock stands. */
  final AtomicInteger abroad = new AtomicInteger();

  /** Generators that have begun and are not over. */
  final Set<GeneratorFrame<?>> generators = new LinkedHashSet<>();

  /** From other threads. */
  private final Queue<Handle> inbox = new ConcurrentLinkedQueue<>();

  /** The thread that sleeps because nothing is ready. Written by it, read by any thread. */
  private volatile @Nullable Thread sleeper;

  private final ArrayDeque<Worker> idle = new ArrayDeque<>();
  private int batch;
  private int steps;
  private @Nullable Seat home;
  private @Nullable Throwable broken;
  private long resumedAt;

  Turns(EventLoop loop, LoopClock clock) {
    this.loop = loop;
    this.clock = clock;
  }

  /** Runs the loop until it is stopped; the calling thread waits in {@code from}. */
  void run(Seat from) {
    home = from;
    batch = -1;
    hand(null);
    from.take();
    home = null;
    Throwable problem = broken;
    if (problem != null) {
      broken = null;
      throw Sneaky.rethrow(problem);
    }
  }

  /** Ends a started task that will never go on: its finally blocks run. */
  void unwind(Seat from, Task<?> task) {
    Worker worker = task.worker;
    if (worker != null) {
      home = from;
      stopping = true;
      batch = 0;
      task.exit = true;
      worker.give();
      from.take();
      home = null;
      stopping = false;
    }
  }

  /** Ends the generators that nobody closed: their finally blocks run, which may not wait. */
  void unwindGenerators(Seat from) {
    for (GeneratorFrame<?> generator : List.copyOf(generators)) {
      current = null;
      generator.unwind(from);
      from.take();
    }
  }

  /** A copy of the context of whoever has the turn, for what they start. */
  Context copyOfContext() {
    return Context.current().copy();
  }

  /** Closes the channels of the loop, if it has any. */
  void closeChannels(Seat from) {
    LoopIo channels = io;
    if (channels != null) {
      home = from;
      stopping = true;
      batch = 0;
      hand(channels::closeChannels);
      from.take();
      home = null;
    }
  }

  /** Lets a worker begin {@code body}, or look for something to do if that is null. */
  void hand(@Nullable Runnable body) {
    Worker worker = workerFor(body);
    worker.go();
  }

  /** A worker that begins {@code body} when it is given the turn by {@link Worker#go()}. */
  Worker workerFor(@Nullable Runnable body) {
    Worker worker = idle.pollLast();
    if (worker == null) {
      worker = new Worker(this);
    }
    worker.begin = body;
    return worker;
  }

  /** Lets go of the workers without work. */
  void dismissIdle() {
    for (Worker worker = idle.pollLast(); worker != null; worker = idle.pollLast()) {
      worker.dismissed = true;
      worker.give();
    }
  }

  /** The task that has the turn on the calling thread. */
  Task<?> currentTask(String what) {
    Task<?> task = current;
    if (task == null) {
      throw new RuntimeError(
          what + " in a callback: only a coroutine can wait; start one there with createTask");
    }
    return task;
  }

  /**
   * Gives the turn away until {@code task}, whose coroutine calls this, is to go on. Waiting in few
   * frames matters: a task that waits keeps them on the heap.
   */
  void suspend(Worker me, Task<?> task) {
    beforeWait(me, task);
    Task<?> next = nextTask();
    if (next != task) {
      pass(next);
      me.take();
    }
    afterWait(me, task);
  }

  private void beforeWait(Worker me, Task<?> task) {
    if (task.exit) {
      throw new RuntimeError("a coroutine waits while it is unwound: " + task);
    }
    me.interrupted = Thread.interrupted();
    task.worker = me;
    leave(task);
  }

  private void afterWait(Worker me, Task<?> task) {
    task.waitingFor = null;
    enter(task);
    if (me.interrupted) {
      Thread.currentThread().interrupt();
    }
    if (task.exit) {
      throw new CoroutineExit(task + " was waiting, and its loop was closed");
    }
  }

  /** Lets the current task wait for {@code nanos}. */
  void sleep(Worker me, long nanos) {
    Task<?> task = currentTask("sleep");
    if (nanos <= 0) {
      ready.add(task);
      suspend(me, task);
      task.throwIfCancelled();
      return;
    }
    Sleep sleep = new Sleep(loop, Times.after(clock.nanos(), nanos), task);
    timers.add(sleep);
    task.waitFor(sleep);
    beforeWait(me, task);
    Task<?> next = nextTask();
    if (next != task) {
      pass(next);
      me.take();
    }
    timers.remove(sleep);
    afterWait(me, task);
    task.throwIfCancelled();
    if (sleep.cancelled()) {
      throw task.cancelledError();
    }
  }

  /** Lets the current task wait until {@code future} is done. */
  void await(Future<?> future) {
    Worker me = loop.here(future);
    Task<?> task = currentTask("await");
    if (future.loop != loop) {
      throw new RuntimeError(
          task
              + " awaits "
              + future
              + ", which belongs to a different loop: use"
              + " runCoroutineThreadsafe to ask something of another loop");
    }
    if (future == task) {
      throw new RuntimeError("a task cannot await itself: " + task);
    }
    future.addWaiter(task);
    task.waitFor(future);
    beforeWait(me, task);
    Task<?> next = nextTask();
    if (next != task) {
      pass(next);
      me.take();
    }
    future.removeWaiter(task);
    afterWait(me, task);
    if (task.mustCancel) {
      future.markRetrieved();
      task.throwIfCancelled();
    }
  }

  /** What a worker does when its coroutine has ended; false if its thread is to end. */
  boolean next(Worker me) {
    Thread.interrupted();
    Seat back = me.returnTo;
    Task<?> next = back == null ? nextTask() : null;
    if (next != null && next.worker == null) {
      me.begin = next;
      return true;
    }
    boolean stays = idle.size() < IDLE_WORKERS && !loop.isClosed();
    if (stays) {
      idle.addLast(me);
    }
    if (back == null) {
      pass(next);
    } else {
      me.returnTo = null;
      back.give();
    }
    if (stays) {
      me.take();
    }
    return stays;
  }

  /** Gives the turn to {@code next}, or to the thread that runs the loop if that is null. */
  private void pass(@Nullable Task<?> next) {
    if (next == null) {
      Seat seat = home;
      if (seat != null) {
        seat.give();
      }
    } else if (next.worker != null) {
      next.worker.give();
    } else {
      hand(next);
    }
  }

  /** The next task to go on, null when the loop stops. Runs callbacks on the way. */
  private @Nullable Task<?> nextTask() {
    for (; ; ) {
      while (batch > 0) {
        batch--;
        Object item = ready.poll();
        if (item instanceof Task<?> task) {
          return task;
        }
        if (item != null) {
          call((Handle) item);
        }
      }
      if (stopping && batch == 0) {
        return null;
      }
      select();
      batch = ready.size();
    }
  }

  private void call(Handle handle) {
    context = handle.context;
    current = null;
    long start = loop.debug ? System.nanoTime() : 0;
    try {
      handle.run();
    } catch (Throwable problem) {
      loop.report(new Problem("exception in callback " + handle, problem, null));
    }
    if (loop.debug) {
      loop.tellIfSlow(handle, System.nanoTime() - start);
    }
  }

  /** What runs now belongs to no task. */
  void inCallback() {
    current = null;
    context = ioContext;
  }

  /** Runs the callbacks that are ready, and those that they make ready, until there are none. */
  void runCallbacks() {
    drainInbox();
    for (Object item = ready.poll(); item != null; item = ready.poll()) {
      if (item instanceof Handle handle) {
        call(handle);
      }
      drainInbox();
    }
  }

  /** {@code task} goes on, on the calling thread. */
  void enter(Task<?> task) {
    current = task;
    context = task.context;
    if (loop.debug) {
      resumedAt = System.nanoTime();
    }
  }

  /** {@code task} gives the turn away. */
  void leave(Task<?> task) {
    current = null;
    if (loop.debug) {
      loop.tellIfSlow(task, System.nanoTime() - resumedAt);
    }
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

  /** One look at everything that can make something ready, waiting for it if nothing is. */
  private void select() {
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

  private void drainInbox() {
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
    if (io != null) {
      waitFor(wait == Long.MAX_VALUE ? wait : Math.min(wait, CHANNEL_GRACE_NANOS));
      if (!ready.isEmpty() || !inbox.isEmpty() || wait == Long.MAX_VALUE) {
        return;
      }
    }
    loop.jump(wait);
  }

  /** Nothing is ready, no timer runs, and nobody else will wake the loop of a virtual clock. */
  void stuck() {
    broken =
        new RuntimeError(
            "deadlock: every task waits for something that nothing will set: " + loop.allTasks());
    stopping = true;
  }

  /** A worker ended in a way that it never should. */
  void broken(Throwable problem) {
    broken = problem;
    pass(null);
  }
}
