package io.miniredis.async;

import io.netty.channel.IoEventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An event loop: the coroutines that share one turn, the callbacks and timers between them, and
 * their channels. Most programs need only {@link Async#run}; this class is for those that keep a
 * loop themselves.
 *
 * <p>One thread of a loop has the turn, and only an await gives it away. How turns are passed, and
 * why so, stands in the documentation of {@link io.miniredis.async the package}.
 */
public final class EventLoop implements AutoCloseable {
  final Agenda agenda;
  final Turns turns;
  final Tasks tasks = new Tasks();
  final Reports reports = new Reports(this);
  boolean debug = Boolean.getBoolean("io.miniredis.async.debug");

  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
  private final Executors executors = new Executors();
  private final Watch watch = new Watch(this);
  private volatile boolean closed;

  /** Run in the loop when the thread that runs it is interrupted. */
  @Nullable Runnable onInterrupt;

  EventLoop(LoopClock clock) {
    this.agenda = new Agenda(this, clock);
    this.turns = new Turns(this, agenda);
  }

  /** Is told of what no coroutine will hear of. */
  @FunctionalInterface
  public interface ExceptionHandler {
    /** Called in the loop, or in any thread if the loop is not running. */
    void handle(EventLoop loop, Problem problem);
  }

  /** A new loop, which does not run yet. Close it when done. */
  public static EventLoop newEventLoop() {
    return new EventLoop(LoopClock.system());
  }

  /**
   * The loop whose coroutine or callback this is.
   *
   * @throws RuntimeError if there is none
   */
  public static EventLoop getRunningLoop() {
    Worker worker = Worker.current();
    if (worker == null) {
      throw noLoop("getRunningLoop()");
    }
    return worker.turns.loop;
  }

  /** The loop whose coroutine or callback this is, or null. */
  public static @Nullable EventLoop runningLoopOrNull() {
    Worker worker = Worker.current();
    return worker == null ? null : worker.turns.loop;
  }

  private static RuntimeError noLoop(String what) {
    return new RuntimeError(
        "no running event loop for "
            + what
            + ": call it in a coroutine, which Async.run or EventLoop.runUntilComplete starts; from"
            + " another thread, use runCoroutineThreadsafe");
  }

  static Worker workerHere(String what) {
    Worker worker = Worker.current();
    if (worker == null) {
      throw noLoop(what);
    }
    return worker;
  }

  /** The calling thread's worker of this loop. */
  Worker here(Object what) {
    Worker worker = Worker.current();
    if (worker == null) {
      throw noLoop(what.toString());
    }
    if (worker.turns != turns) {
      throw new RuntimeError(
          what
              + " belongs to a different loop than the coroutine that uses it: ask the other loop by"
              + " runCoroutineThreadsafe");
    }
    return worker;
  }

  /**
   * Runs the loop until {@code main} is done; a coroutine is wrapped in a task. Other tasks stay as
   * they are, and go on when the loop runs again.
   *
   * @return the result of {@code main}
   * @throws RuntimeError if the loop runs, is closed, or was stopped before {@code main} was done;
   *     what {@code main} fails with is thrown as it is, {@link CancelledError} included
   */
  public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> main) {
    checkClosed();
    if (isRunning()) {
      throw alreadyRunning();
    }
    boolean isNew = !(main instanceof Future<?>);
    Future<T> future = ensureFuture(main);
    DoneCallback<T> stop = future.whenDone(f -> stop());
    try {
      runForever();
    } finally {
      future.forget(stop);
      if (isNew && future.cancelled()) {
        future.markRetrieved();
      }
    }
    if (!future.done()) {
      throw new RuntimeError("the event loop was stopped before " + future + " was done");
    }
    return future.result();
  }

  /** Runs a body without a result; see the other one. */
  public void runUntilComplete(AsyncRunnable main) {
    runUntilComplete(Coroutine.of(main));
  }

  /**
   * Runs the loop until {@link #stop()} is called. The calling thread waits.
   *
   * @throws RuntimeError if the loop runs already or is closed, or if this is called in a coroutine
   */
  public void runForever() {
    checkClosed();
    begin();
    Home home = new Home(this);
    try {
      turns.run(home);
    } finally {
      home.restoreInterrupt();
      turns.stopping = false;
      runner.set(null);
    }
  }

  static void refuseInLoop(String what) {
    if (runningLoopOrNull() != null) {
      throw new RuntimeError(
          what
              + " cannot run an event loop inside a coroutine: await the coroutine instead, or start"
              + " it with createTask");
    }
  }

  private void begin() {
    refuseInLoop("this");
    if (!runner.compareAndSet(null, Thread.currentThread())) {
      throw alreadyRunning();
    }
  }

  private static RuntimeError alreadyRunning() {
    return new RuntimeError(
        "this event loop is already running: in its coroutines use await or createTask, in other"
            + " threads runCoroutineThreadsafe");
  }

  void checkClosed() {
    if (closed) {
      throw new RuntimeError("the event loop is closed: make a new one with newEventLoop()");
    }
  }

  /** Ends {@link #runForever} with the current iteration. Call it in the loop. */
  public void stop() {
    turns.stopping = true;
  }

  /** Whether the loop runs. */
  public boolean isRunning() {
    return runner.get() != null;
  }

  /** Whether the loop is closed. */
  public boolean isClosed() {
    return closed;
  }

  /**
   * Closes the loop for good; twice is no error. Callbacks that are ready are dropped. Tasks that
   * are pending are destroyed, which the exception handler is told of: their {@code finally} blocks
   * run, by a {@link CoroutineExit} thrown at their awaits. {@link Async#run} cancels and awaits
   * them before.
   *
   * @throws RuntimeError if the loop runs
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    if (isRunning()) {
      throw new RuntimeError("cannot close a running event loop: stop() it first");
    }
    begin();
    try {
      agenda.ready.clear();
      Home home = new Home(this);
      reports.tellDestroyed(tasks);
      for (Task<?> task = tasks.newest(); task != null; task = tasks.newest()) {
        destroy(task, home);
      }
      turns.unwindGenerators(home);
      turns.closeChannels(home);
      closed = true;
      agenda.ready.clear();
      turns.dismissIdle();
      executors.close();
      reports.tellUnretrieved();
      home.restoreInterrupt();
    } finally {
      closed = true;
      runner.set(null);
    }
  }

  private void destroy(Task<?> task, Home home) {
    if (task.worker != null) {
      turns.unwind(home, task);
    }
    if (!task.done()) {
      task.becomeCancelled("the event loop was closed");
      tasks.remove(task);
    }
  }

  /** Closes the generators that were begun and are not over. Awaited, or run to its end. */
  public Coroutine<@Nullable Void> shutdownAsyncgens() {
    return Coroutine.of(turns::closeGenerators);
  }

  /** Waits until the default pool's threads have done their work; new work is refused. */
  public Coroutine<@Nullable Void> shutdownDefaultExecutor() {
    return Coroutine.of(() -> executors.shutdown(this));
  }

  /** A pool for calculations: one thread for each processor. */
  public Executor cpuPool() {
    checkClosed();
    return executors.forComputing();
  }

  /** Sets the pool that {@link #runInExecutor} uses for null. */
  public void setDefaultExecutor(Executor pool) {
    executors.useForBlocking(pool);
  }

  /** Has {@code callback} run in the next iteration, after those that were asked for before. */
  public Handle callSoon(Runnable callback) {
    return callSoon(callback, turns.copyOfContext());
  }

  /** The same, with the context variables of {@code context}. */
  public Handle callSoon(Runnable callback, Context context) {
    checkClosed();
    if (debug) {
      watch.checkThread("callSoon");
    }
    Handle handle = new Handle(this, Objects.requireNonNull(callback, "callback"), context);
    agenda.ready.add(handle);
    return handle;
  }

  /** Has {@code callback} run in the loop soon; for any thread. */
  public Handle callSoonThreadsafe(Runnable callback) {
    checkClosed();
    Context context = Context.current().copy();
    Handle handle = new Handle(this, Objects.requireNonNull(callback, "callback"), context);
    Worker worker = Worker.current();
    if (worker != null && worker.turns == turns) {
      agenda.ready.add(handle);
    } else {
      agenda.fromOutside(handle);
    }
    return handle;
  }

  /**
   * Has {@code callback} run after {@code delay}, or in the next iteration if that is not positive.
   */
  public TimerHandle callLater(Duration delay, Runnable callback) {
    return callAt(Times.after(time(), delay), callback);
  }

  /** Has {@code callback} run at {@code when}, in nanoseconds of {@link #time()}. */
  public TimerHandle callAt(long when, Runnable callback) {
    checkClosed();
    if (debug) {
      watch.checkThread("callAt");
    }
    Objects.requireNonNull(callback, "callback");
    TimerHandle timer = new TimerHandle(this, when, callback, turns.copyOfContext());
    agenda.timers.add(timer);
    return timer;
  }

  /** The loop's clock, in nanoseconds from some moment on; it never goes back. */
  public long time() {
    return agenda.clock.nanos();
  }

  /** A future of this loop. */
  public <T extends @Nullable Object> Future<T> createFuture() {
    return new Future<>(this);
  }

  /** A task that runs {@code coroutine} in this loop, soon. */
  public <T extends @Nullable Object> Task<T> createTask(Awaitable<T> coroutine) {
    return createTask(coroutine, null, null);
  }

  /** A task that runs {@code coroutine} in this loop, soon. */
  public Task<@Nullable Void> createTask(AsyncRunnable coroutine) {
    return createTask(coroutine, null, null);
  }

  /** A task that runs {@code coroutine}, which has no result. See the other one. */
  public Task<@Nullable Void> createTask(
      AsyncRunnable coroutine, @Nullable String name, @Nullable Context context) {
    return newTask(coroutine, name, context);
  }

  /**
   * A task that runs {@code coroutine} in this loop, soon.
   *
   * @param name for people; null for a numbered one
   * @param context the context variables it sees; null for a copy of the current ones
   * @throws IllegalArgumentException if {@code coroutine} is a {@link Future}
   * @throws RuntimeError if the loop is closed
   */
  public <T extends @Nullable Object> Task<T> createTask(
      Awaitable<T> coroutine, @Nullable String name, @Nullable Context context) {
    if (coroutine instanceof Future<?>) {
      throw new IllegalArgumentException(
          "a coroutine was expected, got " + coroutine + ", which runs already: await it");
    }
    return newTask(coroutine, name, context);
  }

  private <T extends @Nullable Object> Task<T> newTask(
      Object coroutine, @Nullable String name, @Nullable Context context) {
    checkClosed();
    Objects.requireNonNull(coroutine, "coroutine");
    if (debug) {
      watch.checkThread("createTask");
    }
    return new Task<>(this, coroutine, name, context == null ? turns.copyOfContext() : context);
  }

  /** {@code awaitable} itself if it is a future, else a task that runs it. */
  public <T extends @Nullable Object> Future<T> ensureFuture(Awaitable<T> awaitable) {
    if (!(awaitable instanceof Future<?>)) {
      return createTask(awaitable);
    }
    Future<T> future = (Future<T>) awaitable;
    checkMine(future);
    return future;
  }

  void checkMine(Future<?> future) {
    if (future.loop != this) {
      throw new IllegalArgumentException(
          "the future belongs to a different loop than the one that is to await it: " + future);
    }
  }

  /**
   * Runs {@code work} in a thread of {@code executor}; the future has what comes of it. Cancelling
   * the future keeps work that has not begun from beginning.
   *
   * @param executor null for the default one, a pool for calls that block
   */
  public <T extends @Nullable Object> Future<T> runInExecutor(
      @Nullable Executor executor, Callable<T> work) {
    checkClosed();
    Executor where = executor == null ? executors.forBlocking() : executor;
    Future<T> future = createFuture();
    Job<T> job = new Job<>(future, work);
    future.whenDone(f -> job.stopIfCancelled());
    agenda.abroad.incrementAndGet();
    try {
      where.execute(job);
    } catch (RejectedExecutionException refused) {
      agenda.abroad.decrementAndGet();
      throw refused;
    }
    return future;
  }

  /**
   * The loop as Netty sees it: register channels with it, and their handlers run in the loop, as
   * callbacks do. Made when first asked for; call it in the loop.
   */
  public IoEventLoop netty() {
    checkClosed();
    here("netty()");
    LoopIo io = agenda.io;
    if (io == null) {
      io = new LoopIo(this);
      agenda.io = io;
    }
    return io;
  }

  /** Tasks of this loop that are not done, oldest first. */
  public List<Task<?>> allTasks() {
    return tasks.all();
  }

  /** The task whose coroutine has the turn; null in a callback. */
  public @Nullable Task<?> currentTask() {
    return turns.current;
  }

  /** Who is told of what no coroutine will hear of; null: it is logged. */
  public void setExceptionHandler(@Nullable ExceptionHandler handler) {
    reports.handler = handler;
  }

  /** What {@link #setExceptionHandler} was given. */
  public @Nullable ExceptionHandler getExceptionHandler() {
    return reports.handler;
  }

  /** Tells the exception handler. */
  public void callExceptionHandler(Problem problem) {
    reports.report(problem);
  }

  /** Logs {@code problem}: what is done when there is no handler. */
  public void defaultExceptionHandler(Problem problem) {
    reports.log(problem);
  }

  /**
   * Has {@code callback} run in the loop, unless that is closed or not running. From any thread.
   */
  void ifOpen(Runnable callback) {
    if (!closed) {
      agenda.fromOutside(new Handle(this, callback, new Context()));
    }
  }

  /** Whether debug mode is on. */
  public boolean getDebug() {
    return debug;
  }

  /**
   * Turns debug mode on or off; {@code -Dio.miniredis.async.debug=true} turns it on from the start.
   * It logs coroutines and callbacks that keep the turn too long, coroutines that were made and
   * never awaited, and refuses calls from the wrong thread.
   */
  public void setDebug(boolean on) {
    debug = on;
  }

  /** How long a step may keep the turn before debug mode tells; 100 ms unless set. */
  public Duration getSlowCallbackDuration() {
    return Duration.ofNanos(reports.slowNanos);
  }

  /** Sets how long a step may keep the turn before debug mode tells. */
  public void setSlowCallbackDuration(Duration duration) {
    reports.slowNanos = duration.toNanos();
  }

  /** A task that waits goes on, a callback runs: in the next iteration. */
  void makeReady(Object waiter) {
    if (debug) {
      watch.checkThread("completing a future");
    }
    if (!closed) {
      agenda.ready.add(waiter);
    }
  }
}
