package io.miniredis.async;

import io.netty.channel.IoEventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event loop: the coroutines that share one turn, the callbacks and timers between them, and
 * their channels. Most programs need only {@link Async#run}; this class is for those that keep a
 * loop themselves.
 *
 * <h2>How turns are passed</h2>
 *
 * <p>Every coroutine that has begun has a virtual thread of its own, because Java can only suspend
 * a whole thread. Exactly one thread of a loop has <em>the turn</em>; all others are parked. There
 * is no thread that drives the loop: <b>who gives the turn away does the loop's work until it knows
 * who is next.</b> A coroutine that awaits takes items from the ready queue, on its own thread,
 * inside its await. A callback or timer it runs in place. If the next coroutine is itself (it
 * slept, its time has come, or the bytes it waited for are there), it just goes on: no thread was
 * switched. If it is another one, that one's thread is unparked and the own one parks: one switch,
 * where a driver thread in the middle would take two. A thread whose coroutine has ended begins the
 * next coroutine in place, so a burst of short tasks needs one thread.
 *
 * <p>Turn and parking are between virtual threads, so a switch is a continuation that is swapped on
 * a carrier that is awake, not a sleep and a wake-up by the operating system. The hand-over is one
 * volatile write and its read ({@code Seat}), which also publishes everything that the giver did;
 * that is why no state of a loop, a future or a queue is locked or volatile.
 *
 * <p>The order is asyncio's. The ready queue is first in, first out. One iteration looks at
 * channels, other threads' callbacks and timers, then runs what was ready at that moment; what
 * becomes ready meanwhile is for the next. Completing a future makes its waiters ready, it does not
 * run them.
 *
 * <p>When nothing is ready, the thread that has the turn waits: parked until the first timer or
 * until {@link #callSoonThreadsafe} wakes it, or, once the loop has channels, in Netty's selector
 * ({@link #netty()}), which runs on whatever thread has the turn.
 *
 * <h2>What follows for users</h2>
 *
 * <ul>
 *   <li>Between two awaits nobody else of the loop runs. What blocks a thread blocks the loop: use
 *       {@link Async#toThread} or {@link Async#runInExecutor}. Debug mode tells who does.
 *   <li>Threads are reused by coroutines: use {@link ContextVar}, not {@code ThreadLocal}.
 *   <li>On a JDK before 24, an await inside {@code synchronized} holds a carrier thread, and too
 *       many of them stop the program. Between awaits no lock is needed; across one, take a {@link
 *       Lock}.
 *   <li>A thread's interrupt does not end an await; {@link Task#cancel()} does.
 * </ul>
 */
public final class EventLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

  final Turns turns;
  final Set<Failure> unretrieved = ConcurrentHashMap.newKeySet();
  boolean debug = Boolean.getBoolean("io.miniredis.async.debug");

  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
  private final Executors executors = new Executors();
  private final Watch watch = new Watch(this);
  private volatile boolean closed;
  private @Nullable ExceptionHandler exceptionHandler;
  private long slowCallbackNanos = 100_000_000;
  private int taskNumbers;
  private @Nullable Task<?> newest;
  private int liveTasks;

  private EventLoop(LoopClock clock) {
    this.turns = new Turns(this, clock);
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

  static EventLoop withClock(LoopClock clock) {
    return new EventLoop(clock);
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
    checkNotRunning();
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
    try {
      turns.run(new Home());
    } finally {
      turns.stopping = false;
      runner.set(null);
    }
  }

  /** The seat of the thread that called run. */
  private static final class Home extends Seat {
    private final Thread thread = Thread.currentThread();

    @Override
    Thread thread() {
      return thread;
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

  private void checkNotRunning() {
    if (isRunning()) {
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
      turns.ready.clear();
      Home home = new Home();
      for (Task<?> task = newest; task != null; task = newest) {
        report(new Problem("task was destroyed but it is pending: " + task, null, task));
        destroy(task, home);
      }
      turns.unwindGenerators(home);
      turns.closeChannels(home);
      closed = true;
      turns.ready.clear();
      turns.dismissIdle();
      executors.close();
      for (Failure failure : unretrieved) {
        failure.run();
      }
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
      dismiss(task);
    }
  }

  /** Closes the generators that were begun and are not over. Awaited, or run to its end. */
  public Coroutine<@Nullable Void> shutdownAsyncgens() {
    return Coroutine.of(
        () -> {
          for (GeneratorFrame<?> generator : List.copyOf(turns.generators)) {
            try {
              generator.close();
            } catch (RuntimeException problem) {
              report(new Problem("closing an asynchronous generator failed", problem, null));
            }
          }
        });
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
    turns.ready.add(handle);
    return handle;
  }

  /** Has {@code callback} run in the loop soon; for any thread. */
  public Handle callSoonThreadsafe(Runnable callback) {
    checkClosed();
    Context context = Context.current().copy();
    Handle handle = new Handle(this, Objects.requireNonNull(callback, "callback"), context);
    Worker worker = Worker.current();
    if (worker != null && worker.turns == turns) {
      turns.ready.add(handle);
    } else {
      turns.fromOutside(handle);
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
    turns.timers.add(timer);
    return timer;
  }

  /** The loop's clock, in nanoseconds from some moment on; it never goes back. */
  public long time() {
    return turns.clock.nanos();
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
    turns.abroad.incrementAndGet();
    try {
      where.execute(job);
    } catch (RejectedExecutionException refused) {
      turns.abroad.decrementAndGet();
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
    LoopIo io = turns.io;
    if (io == null) {
      io = new LoopIo(this);
      turns.io = io;
    }
    return io;
  }

  /** Tasks of this loop that are not done, oldest first. */
  public List<Task<?>> allTasks() {
    List<Task<?>> tasks = new ArrayList<>(liveTasks);
    for (Task<?> task = newest; task != null; task = task.older) {
      tasks.add(task);
    }
    java.util.Collections.reverse(tasks);
    return tasks;
  }

  /** The task whose coroutine has the turn; null in a callback. */
  public @Nullable Task<?> currentTask() {
    return turns.current;
  }

  /** Who is told of what no coroutine will hear of; null: it is logged. */
  public void setExceptionHandler(@Nullable ExceptionHandler handler) {
    exceptionHandler = handler;
  }

  /** What {@link #setExceptionHandler} was given. */
  public @Nullable ExceptionHandler getExceptionHandler() {
    return exceptionHandler;
  }

  /** Tells the exception handler. */
  public void callExceptionHandler(Problem problem) {
    report(problem);
  }

  /** Logs {@code problem}: what is done when there is no handler. */
  public void defaultExceptionHandler(Problem problem) {
    LOG.error(problem.message(), problem.exception());
  }

  void report(Problem problem) {
    ExceptionHandler handler = exceptionHandler;
    if (handler == null) {
      defaultExceptionHandler(problem);
      return;
    }
    try {
      handler.handle(this, problem);
    } catch (RuntimeException | Error failed) {
      defaultExceptionHandler(
          new Problem("the exception handler failed on: " + problem, failed, null));
    }
  }

  void reportFromAnywhere(Problem problem) {
    if (closed || !isRunning()) {
      report(problem);
    } else {
      callSoonThreadsafe(() -> report(problem));
    }
  }

  /**
   * Has {@code callback} run in the loop, unless that is closed or not running. From any thread.
   */
  void ifOpen(Runnable callback) {
    if (!closed) {
      turns.fromOutside(new Handle(this, callback, new Context()));
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
    return Duration.ofNanos(slowCallbackNanos);
  }

  /** Sets how long a step may keep the turn before debug mode tells. */
  public void setSlowCallbackDuration(Duration duration) {
    slowCallbackNanos = duration.toNanos();
  }

  void tellIfSlow(Object what, long nanos) {
    if (nanos >= slowCallbackNanos) {
      LOG.warn("{} kept the turn for {} ms: nobody else of the loop could run", what, nanos / 1e6);
    }
  }

  void jump(long when) {
    if (when == Long.MAX_VALUE) {
      turns.stuck();
    } else {
      turns.clock.jump(when);
    }
  }

  /** A task that waits goes on, a callback runs: in the next iteration. */
  void makeReady(Object waiter) {
    if (!closed) {
      turns.ready.add(waiter);
    }
  }

  int nextTaskNumber() {
    return ++taskNumbers;
  }

  void adopt(Task<?> task) {
    Task<?> before = newest;
    task.older = before;
    if (before != null) {
      before.newer = task;
    }
    newest = task;
    liveTasks++;
  }

  void dismiss(Task<?> task) {
    Task<?> older = task.older;
    Task<?> newer = task.newer;
    if (older != null) {
      older.newer = newer;
    }
    if (newer != null) {
      newer.older = older;
    } else if (newest == task) {
      newest = older;
    } else {
      return;
    }
    task.older = null;
    task.newer = null;
    liveTasks--;
  }
}
