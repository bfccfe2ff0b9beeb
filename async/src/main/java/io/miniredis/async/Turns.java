package io.miniredis.async;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who has a loop's turn, and who is next. Everything here belongs to the thread that has the turn,
 * except what says otherwise. {@link EventLoop} tells how it works and why.
 */
final class Turns {
  /** So many workers without work are kept for the next coroutines. */
  private static final int IDLE_WORKERS = 256;

  final EventLoop loop;
  private final Agenda agenda;
  private final ReadyQueue ready;

  /** The task whose coroutine has the turn; null while callbacks run. */
  @Nullable Task<?> current;

  /** The context variables of whoever has the turn. */
  Context context = new Context();

  /** What the callbacks of channels see. */
  final Context ioContext = new Context();

  /** Set by {@link EventLoop#stop}: the loop ends with the iteration. */
  boolean stopping;

  /** Generators that have begun and are not over. */
  final Set<GeneratorFrame<?>> generators = new LinkedHashSet<>();

  private final ArrayDeque<Worker> idle = new ArrayDeque<>();
  private int batch;
  private @Nullable Seat home;
  private @Nullable Throwable broken;
  private long resumedAt;

  Turns(EventLoop loop, Agenda agenda) {
    this.loop = loop;
    this.agenda = agenda;
    this.ready = agenda.ready;
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

  /** Closes the generators that were begun and are not over, in a coroutine. */
  void closeGenerators() {
    for (GeneratorFrame<?> generator : List.copyOf(generators)) {
      try {
        generator.close();
      } catch (RuntimeException problem) {
        loop.reports.report(
            new Problem("an asynchronous generator could not be closed", problem, null));
      }
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
    LoopIo channels = agenda.io;
    if (channels != null) {
      home = from;
      stopping = true;
      batch = 0;
      hand((Runnable) channels::closeChannels);
      from.take();
      home = null;
    }
  }

  /** Lets a worker begin {@code body}, or look for something to do if that is null. */
  void hand(@Nullable Object body) {
    Worker worker = workerFor(body);
    worker.go();
  }

  /** A worker that begins {@code body} when it is given the turn by {@link Worker#go()}. */
  Worker workerFor(@Nullable Object body) {
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

  /** The current task is about to sleep; true if its thread must wait for the turn. */
  boolean beginSleep(Worker me, long nanos) {
    Task<?> task = currentTask("sleep");
    if (nanos <= 0) {
      ready.add(task);
    } else {
      Sleep sleep = new Sleep(loop, Times.after(agenda.clock.nanos(), nanos), task);
      agenda.timers.add(sleep);
      task.waitFor(sleep);
    }
    return giveAway(me, task);
  }

  /**
   * The current task is about to wait for {@code future}; true if its thread must wait for the
   * turn.
   */
  boolean beginAwait(Worker me, Future<?> future) {
    Task<?> task = currentTask("await");
    if (future == task) {
      throw new RuntimeError("a task cannot await itself: " + task);
    }
    future.addWaiter(task);
    task.waitFor(future);
    return giveAway(me, task);
  }

  /**
   * Gives the turn to whoever is next; false if that is {@code task} itself. It returns before the
   * thread waits, because what a waiting thread has in its frames stays on the heap.
   */
  private boolean giveAway(Worker me, Task<?> task) {
    me.waiting = task;
    if (task.exit) {
      return false;
    }
    me.interrupted = Thread.interrupted();
    task.worker = me;
    leave(task);
    Task<?> next = nextTask();
    if (next == task) {
      return false;
    }
    pass(next);
    return true;
  }

  /** The task that waited on this worker goes on: with what it waited for, or with its end. */
  void endWait(Worker me) {
    Task<?> task = me.waiting;
    if (task == null) {
      throw new AssertionError("nothing waited here");
    }
    me.waiting = null;
    Waitable waited = task.waitingFor;
    task.waitingFor = null;
    enter(task);
    if (me.interrupted) {
      Thread.currentThread().interrupt();
    }
    if (waited instanceof Sleep sleep) {
      agenda.timers.remove(sleep);
    } else if (waited instanceof Future<?> future) {
      future.removeWaiter(task);
      if (task.mustCancel) {
        future.markRetrieved();
      }
    }
    task.goOn(waited);
  }

  /** What a worker does when its coroutine has ended; false if its thread is to end. */
  boolean next(Worker me) {
    if (!goesOn(me)) {
      boolean stays = !me.leaving;
      if (stays) {
        me.take();
      }
      return stays;
    }
    return true;
  }

  /** Finds a new coroutine for the worker to begin, or passes the turn on and returns false. */
  private boolean goesOn(Worker me) {
    Thread.interrupted();
    Seat back = me.returnTo;
    Task<?> next = back == null ? nextTask() : null;
    if (next != null && next.worker == null) {
      me.begin = next;
      return true;
    }
    if (idle.size() < IDLE_WORKERS && !loop.isClosed()) {
      idle.addLast(me);
    } else {
      me.leaving = true;
    }
    if (back == null) {
      pass(next);
    } else {
      me.returnTo = null;
      back.give();
    }
    return false;
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
      agenda.look(stopping);
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
      loop.reports.report(new Problem("exception in callback " + handle, problem, null));
    }
    if (loop.debug) {
      loop.reports.tellIfSlow(handle, System.nanoTime() - start);
    }
  }

  /** What runs now belongs to no task. */
  void inCallback() {
    current = null;
    context = ioContext;
  }

  /** Runs the callbacks that are ready, and those that they make ready, until there are none. */
  void runCallbacks() {
    agenda.drainInbox();
    for (Object item = ready.poll(); item != null; item = ready.poll()) {
      if (item instanceof Handle handle) {
        call(handle);
      }
      agenda.drainInbox();
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
      loop.reports.tellIfSlow(task, System.nanoTime() - resumedAt);
    }
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
