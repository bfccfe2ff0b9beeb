package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/**
 * The running body of an {@link AsyncGenerator}, on a worker of its own. The turn goes from the
 * coroutine that asks straight to this worker, and back with the element: both are one task.
 *
 * <p>It does not refer to the generator, so that one that is dropped can be noticed.
 */
final class GeneratorFrame<T extends @Nullable Object> implements AsyncGenerator.Yielder<T> {
  private final AsyncGenerator.Body<T> body;
  private @Nullable EventLoop loop;
  private @Nullable Worker worker;
  private @Nullable Seat asker;
  private boolean running;
  private boolean over;

  /** From the asker: what its {@code yield} returns or throws. */
  private @Nullable Object sent;

  private @Nullable Throwable thrown;

  /** To the asker: an element, or how it ended. */
  private @Nullable T element;

  private boolean yielded;
  private @Nullable Throwable failed;

  GeneratorFrame(AsyncGenerator.Body<T> body) {
    this.body = body;
  }

  @SuppressWarnings(
      "NullAway") // an element is there whenever one was yielded; T says if it is null
  T resume(String what, @Nullable Object value, @Nullable Throwable problem)
      throws StopAsyncIteration {
    begin(what);
    if (over) {
      if (problem != null) {
        throw Sneaky.rethrow(problem);
      }
      throw new StopAsyncIteration();
    }
    if (worker == null) {
      if (value != null) {
        throw new IllegalArgumentException(
            "a generator that has not begun takes no value: the first is asked for by anext()");
      }
      if (problem != null) {
        over = true;
        throw Sneaky.rethrow(problem);
      }
    }
    sent = value;
    thrown = problem;
    exchange();
    Throwable end = failed;
    if (end != null) {
      failed = null;
      throw Sneaky.rethrow(end);
    }
    if (!yielded) {
      throw new StopAsyncIteration();
    }
    T result = element;
    element = null;
    return result;
  }

  private void begin(String what) {
    if (running) {
      throw new RuntimeError(
          what + ": the generator is already running: another task waits for its next element");
    }
    EventLoop here = EventLoop.getRunningLoop();
    here.turns.currentTask(what);
    if (loop != null && loop != here) {
      throw new RuntimeError(what + ": the generator belongs to a different loop");
    }
    loop = here;
  }

  /** Gives the turn to the body, and takes it back with what comes of it. */
  private void exchange() {
    Worker me = EventLoop.workerHere("a generator");
    asker = me;
    running = true;
    yielded = false;
    Worker runs = worker;
    if (runs == null) {
      me.turns.generators.add(this);
      runs = me.turns.workerFor((Runnable) this::run);
      worker = runs;
    }
    runs.go();
    me.take();
    running = false;
  }

  private void run() {
    try {
      body.run(this);
    } catch (StopAsyncIteration stop) {
      RuntimeError misuse = new RuntimeError("a generator threw StopAsyncIteration; let it return");
      misuse.initCause(stop);
      failed = misuse;
    } catch (Throwable problem) {
      failed = problem;
    }
    over = true;
    Worker me = worker;
    if (me != null) {
      me.turns.generators.remove(this);
      me.returnTo = asker;
    }
  }

  @Override
  public @Nullable Object yield(T value) {
    Worker me = worker;
    Seat to = asker;
    if (me == null || to == null || me != Worker.current() || !running) {
      throw new RuntimeError("a generator yields in its own body only");
    }
    element = value;
    yielded = true;
    to.give();
    me.take();
    Throwable problem = thrown;
    if (problem != null) {
      thrown = null;
      throw Sneaky.rethrow(problem);
    }
    return sent;
  }

  void close() {
    if (over) {
      return;
    }
    if (worker == null && !running) {
      over = true;
      return;
    }
    begin("aclose()");
    thrown = new CoroutineExit("the generator was closed");
    exchange();
    Throwable end = failed;
    failed = null;
    if (yielded) {
      throw new RuntimeError("a generator yielded an element while it was closed");
    }
    if (end != null && !(end instanceof CoroutineExit)) {
      throw Sneaky.rethrow(end);
    }
  }

  /**
   * The loop is closed: its {@code finally} blocks run on its worker, which then gives the turn
   * back.
   */
  void unwind(Seat from) {
    Worker runs = worker;
    if (runs != null) {
      asker = from;
      running = true;
      yielded = false;
      thrown = new CoroutineExit("the event loop was closed");
      runs.go();
    }
  }

  /** Its generator is gone. From any thread. */
  void dropped() {
    EventLoop home = loop;
    if (home != null && !home.isClosed()) {
      home.ifOpen(() -> closeInTask(home));
    }
  }

  private void closeInTask(EventLoop home) {
    if (!over && !running) {
      home.createTask((AsyncRunnable) this::close);
    }
  }
}
