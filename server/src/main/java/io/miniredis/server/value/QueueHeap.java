package io.miniredis.server.value;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The ready jobs of a queue of priorities: a binary heap whose jobs know their places. */
final class QueueHeap {
  private static final int SMALLEST = 8;

  private QueueJob.@Nullable Prioritized[] heap = new QueueJob.Prioritized[SMALLEST];
  private int size;

  long bytes() {
    return 24 + 16 + 4L * heap.length;
  }

  /** The job to be taken next, or null. */
  QueueJob.@Nullable Prioritized first() {
    return heap[0];
  }

  void add(QueueJob.Prioritized job) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size + (size >>> 1));
    }
    size++;
    up(size - 1, job);
  }

  void remove(QueueJob.Prioritized job) {
    int place = job.place;
    job.takenOut();
    size--;
    QueueJob.Prioritized last = at(size);
    heap[size] = null;
    if (place < size) {
      if (place > 0 && last.comesBefore(at((place - 1) >>> 1))) {
        up(place, last);
      } else {
        down(place, last);
      }
    }
    if (heap.length > SMALLEST && size < heap.length >>> 2) {
      heap = Arrays.copyOf(heap, Math.max(SMALLEST, heap.length >>> 1));
    }
  }

  /** Shows so many jobs in the order in which they would be taken. */
  void forEach(int max, Consumer<QueueJob> visitor) {
    PriorityQueue<QueueJob.Prioritized> next =
        new PriorityQueue<>((a, b) -> a.comesBefore(b) ? -1 : 1);
    if (size > 0) {
      next.add(at(0));
    }
    for (int i = 0; i < max; i++) {
      QueueJob.Prioritized job = next.poll();
      if (job == null) {
        return;
      }
      visitor.accept(job);
      for (int child = 2 * job.place + 1; child <= 2 * job.place + 2 && child < size; child++) {
        next.add(at(child));
      }
    }
  }

  private void up(int from, QueueJob.Prioritized job) {
    int place = from;
    while (place > 0) {
      QueueJob.Prioritized parent = at((place - 1) >>> 1);
      if (!job.comesBefore(parent)) {
        break;
      }
      put(place, parent);
      place = (place - 1) >>> 1;
    }
    put(place, job);
  }

  private void down(int from, QueueJob.Prioritized job) {
    int place = from;
    while (2 * place + 1 < size) {
      int child = 2 * place + 1;
      if (child + 1 < size && at(child + 1).comesBefore(at(child))) {
        child++;
      }
      if (!at(child).comesBefore(job)) {
        break;
      }
      put(place, at(child));
      place = child;
    }
    put(place, job);
  }

  @SuppressWarnings("NullAway") // places below size are full
  private QueueJob.Prioritized at(int place) {
    return heap[place];
  }

  private void put(int place, QueueJob.Prioritized job) {
    heap[place] = job;
    job.place = place;
  }
}
