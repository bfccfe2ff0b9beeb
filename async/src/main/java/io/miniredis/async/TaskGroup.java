package io.miniredis.async;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that end together: leaving the group waits for all of them. When one fails, the others and
 * the body are cancelled, and the group fails with an {@link ExceptionGroup} of what was thrown.
 *
 * <pre>{@code
 * with(new TaskGroup(), group -> {
 *   group.createTask(() -> serve(left));
 *   group.createTask(() -> serve(right));
 * });
 * }</pre>
 *
 * <p>An {@code Error} of the virtual machine (out of memory, stack overflow) is thrown as it is, as
 * Python does with {@code KeyboardInterrupt}.
 */
public final class TaskGroup implements AsyncContext<TaskGroup> {
  private final Set<Task<?>> tasks = new LinkedHashSet<>();
  private final List<Throwable> errors = new ArrayList<>();
  private @Nullable EventLoop loop;
  private @Nullable Task<?> parent;
  private boolean exiting;
  private boolean aborting;
  private boolean parentCancelRequested;
  private @Nullable Throwable fatal;
  private @Nullable Future<@Nullable Void> allDone;

  /** A group to be entered with {@link Async#with}. */
  public TaskGroup() {}

  @Override
  public TaskGroup aenter() {
    if (loop != null) {
      throw new RuntimeError("this task group has been entered already: make a new one");
    }
    EventLoop running = EventLoop.getRunningLoop();
    parent = running.turns.currentTask("TaskGroup");
    loop = running;
    return this;
  }

  /**
   * A task of the group.
   *
   * @throws RuntimeError if the group was not entered, is over, or shuts down because a task failed
   */
  public <T extends @Nullable Object> Task<T> createTask(Awaitable<T> coroutine) {
    return createTask(coroutine, null, null);
  }

  /** A task of the group, without a result. */
  public Task<@Nullable Void> createTask(AsyncRunnable coroutine) {
    return createTask(Coroutine.of(coroutine), null, null);
  }

  /** A task of the group; see {@link EventLoop#createTask(Awaitable, String, Context)}. */
  public <T extends @Nullable Object> Task<T> createTask(
      Awaitable<T> coroutine, @Nullable String name, @Nullable Context context) {
    EventLoop running = loop;
    String why = null;
    if (running == null) {
      why = "has not been entered: use it by Async.with";
    } else if (exiting && tasks.isEmpty()) {
      why = "is finished";
    } else if (aborting) {
      why = "is shutting down";
    }
    if (why != null || running == null) {
      if (coroutine instanceof Coroutine<?> unused) {
        unused.close();
      }
      throw new RuntimeError("this task group " + why);
    }
    Task<T> task = running.createTask(coroutine, name, context);
    tasks.add(task);
    task.whenDone(done -> taskDone(task));
    return task;
  }

  private void taskDone(Task<?> task) {
    tasks.remove(task);
    Future<@Nullable Void> waiting = allDone;
    if (waiting != null && tasks.isEmpty() && !waiting.done()) {
      waiting.setResult(null);
    }
    if (task.cancelled()) {
      return;
    }
    Throwable problem = task.exception();
    if (problem == null) {
      return;
    }
    errors.add(problem);
    if (fatal == null && problem instanceof VirtualMachineError) {
      fatal = problem;
    }
    Task<?> owner = parent();
    if (owner.done()) {
      task.loop.reports.report(
          new Problem(
              task + " failed when the task of its group, " + owner + ", was over", problem, task));
      return;
    }
    if (!aborting && !parentCancelRequested) {
      abort();
      parentCancelRequested = true;
      owner.cancel();
    }
  }

  private void abort() {
    aborting = true;
    for (Task<?> task : List.copyOf(tasks)) {
      task.cancel();
    }
  }

  private Task<?> parent() {
    Task<?> owner = parent;
    if (owner == null) {
      throw new RuntimeError("this task group has not been entered: use it by Async.with");
    }
    return owner;
  }

  @Override
  public boolean aexit(@Nullable Throwable problem) {
    Task<?> owner = parent();
    exiting = true;
    if (fatal == null && problem instanceof VirtualMachineError) {
      fatal = problem;
    }
    CancelledError cancelled = problem instanceof CancelledError error ? error : null;
    if (problem != null && !aborting) {
      abort();
    }
    CancelledError whileWaiting = awaitTasks(owner);
    if (whileWaiting != null) {
      cancelled = whileWaiting;
    }
    if (fatal != null) {
      throw Sneaky.rethrow(fatal);
    }
    if (parentCancelRequested && owner.uncancel() == 0) {
      // Nobody but this group asked for the cancellation.
      cancelled = null;
    }
    if (cancelled != null && errors.isEmpty()) {
      throw cancelled;
    }
    if (problem != null && !(problem instanceof CancelledError)) {
      errors.add(problem);
    }
    if (!errors.isEmpty()) {
      if (owner.cancelling() > 0) {
        // Cancelled from outside as well: it arrives at the next await.
        owner.uncancel();
        owner.cancel();
      }
      throw new ExceptionGroup("unhandled errors in a TaskGroup", errors);
    }
    return problem instanceof CancelledError;
  }

  /**
   * Waits for all tasks; gives the last cancellation that came while the group was not aborting.
   */
  private @Nullable CancelledError awaitTasks(Task<?> owner) {
    CancelledError cancelled = null;
    while (!tasks.isEmpty()) {
      Future<@Nullable Void> done = owner.loop.createFuture();
      allDone = done;
      try {
        done.await();
      } catch (CancelledError outside) {
        if (!aborting) {
          cancelled = outside;
          abort();
        }
      }
      allDone = null;
    }
    return cancelled;
  }

  @Override
  public String toString() {
    return "<TaskGroup tasks="
        + tasks.size()
        + " errors="
        + errors.size()
        + (aborting ? " cancelling>" : ">");
  }
}
