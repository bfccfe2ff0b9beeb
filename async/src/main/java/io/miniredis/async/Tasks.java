package io.miniredis.async;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks of a loop that are not done: a chain through the tasks themselves. */
final class Tasks {
  private @Nullable Task<?> newest;
  private int live;
  private int numbers;

  /** The next number for a task without a name. */
  int nextNumber() {
    return ++numbers;
  }

  @Nullable Task<?> newest() {
    return newest;
  }

  void add(Task<?> task) {
    Task<?> before = newest;
    task.older = before;
    if (before != null) {
      before.newer = task;
    }
    newest = task;
    live++;
  }

  void remove(Task<?> task) {
    Task<?> older = task.older;
    Task<?> newer = task.newer;
    if (older != null) {
      older.newer = newer;
    }
    if (newer != null) {
      newer.older = older;
    } else {
      newest = older;
    }
    task.older = null;
    task.newer = null;
    live--;
  }

  /** All of them, oldest first. */
  List<Task<?>> all() {
    List<Task<?>> all = new ArrayList<>(live);
    for (Task<?> task = newest; task != null; task = task.older) {
      all.add(task);
    }
    Collections.reverse(all);
    return all;
  }
}
