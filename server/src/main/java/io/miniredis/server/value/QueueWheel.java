package io.miniredis.server.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is due when: a hierarchical timing wheel (Varghese and Lauck, 1987). Adding and removing
 * take constant time however many wait, and what waits costs nothing until its time comes.
 *
 * <p>Level 0 has a slot for each of the next 64 ticks, level 1 one for each 64 ticks, and so on. A
 * node lies at the level of the highest digit (of six bits) in which its time differs from that of
 * the wheel; when the wheel's time reaches a slot of a higher level, its nodes move down. So every
 * node moves a few times at most. Times are signed ticks of any origin.
 */
final class QueueWheel {
  private static final int BITS = 6;
  private static final int SLOTS = 1 << BITS;
  private static final int LEVELS = 11;
  private static final long BYTES = 16 + 40 + 2L * (16 + 8 * LEVELS) + QueueNode.END_BYTES;
  private static final long LEVEL_BYTES = 16 + 4L * SLOTS;
  private static final int NONE = -1;

  private final @Nullable QueueNode[] @Nullable [] slots = new QueueNode[LEVELS][];
  private final long[] filled = new long[LEVELS]; // a bit may outlive what was in its slot
  private final QueueNode due = QueueNode.end();
  private long time;
  private int moving = NONE; // the level of which the slot of now is being moved down
  private long bytes = BYTES;

  QueueWheel(long now) {
    time = now;
  }

  long bytes() {
    return bytes;
  }

  /** Adds a node by its time. */
  void add(QueueNode node, long now) {
    if (now > time && next() > now) {
      time = now;
    }
    file(node);
  }

  /**
   * When there is something to do: at the time of some node, or before; Long.MAX_VALUE if never.
   */
  long next() {
    if (moving != NONE || !due.isAlone()) {
      return time;
    }
    int level = lowest();
    return level == NONE ? Long.MAX_VALUE : start(level);
  }

  /**
   * Turns the wheel.
   *
   * @param max how many nodes may be moved from level to level
   * @return whether there is more to do up to {@code now} than that
   */
  boolean turn(long now, int max) {
    int left = max;
    while (true) {
      while (moving != NONE) {
        QueueNode end = slot(moving, digit(time, moving));
        if (end.isAlone()) {
          moving = NONE;
        } else if (left-- == 0) {
          return true;
        } else {
          QueueNode node = end.behind;
          node.leave();
          file(node);
        }
      }
      int level = lowest();
      long start = level == NONE ? Long.MAX_VALUE : start(level);
      if (start > now) {
        time = Math.max(time, now);
        return false;
      }
      time = start;
      int slot = digit(start, level);
      filled[level] &= ~(1L << slot);
      if (level == 0) {
        due.append(slot(0, slot));
      } else {
        moving = level;
      }
    }
  }

  /**
   * The next node that was due when the wheel was last turned, taken out; null if there is none.
   */
  @Nullable QueueNode poll() {
    QueueNode first = due.behind;
    if (first == due) {
      return null;
    }
    first.leave();
    return first;
  }

  /** Shows all nodes, the earliest first. */
  void forEach(Consumer<QueueNode> visitor) {
    show(due, visitor);
    if (moving != NONE) {
      show(slot(moving, digit(time, moving)), visitor);
    }
    for (int level = 0; level < LEVELS; level++) {
      for (long rest = filled[level]; rest != 0; rest &= rest - 1) {
        show(slot(level, Long.numberOfTrailingZeros(rest)), visitor);
      }
    }
  }

  private static void show(QueueNode end, Consumer<QueueNode> visitor) {
    List<QueueNode> nodes = new ArrayList<>();
    for (QueueNode node = end.behind; node != end; node = node.behind) {
      nodes.add(node);
    }
    nodes.sort(Comparator.comparingLong(node -> node.due)); // stable: equal ones as they came
    nodes.forEach(visitor);
  }

  private void file(QueueNode node) {
    if (node.due <= time) {
      due.precededBy(node);
      return;
    }
    int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros(node.due ^ time)) / BITS;
    int slot = digit(node.due, level);
    filled[level] |= 1L << slot;
    slot(level, slot).precededBy(node);
  }

  private QueueNode slot(int level, int slot) {
    @Nullable QueueNode @Nullable [] ring = slots[level];
    if (ring == null) {
      ring = new QueueNode[SLOTS];
      slots[level] = ring;
      bytes += LEVEL_BYTES;
    }
    QueueNode end = ring[slot];
    if (end == null) {
      end = QueueNode.end();
      ring[slot] = end;
      bytes += QueueNode.END_BYTES;
    }
    return end;
  }

  /** The lowest level that has anything. */
  private int lowest() {
    for (int level = 0; level < LEVELS; level++) {
      while (filled[level] != 0) {
        int slot = Long.numberOfTrailingZeros(filled[level]);
        if (!slot(level, slot).isAlone()) {
          return level;
        }
        filled[level] &= filled[level] - 1;
      }
    }
    return NONE;
  }

  /** When the first slot of a level, which has something, begins. */
  private long start(int level) {
    int slot = Long.numberOfTrailingZeros(filled[level]);
    int above = (level + 1) * BITS;
    long high = above >= Long.SIZE ? 0 : unsigned(time) >>> above << above;
    return unsigned(high | (long) slot << level * BITS);
  }

  private static int digit(long time, int level) {
    return (int) (unsigned(time) >>> level * BITS) & (SLOTS - 1);
  }

  /** Turns the order of signed numbers into that of unsigned ones, and back. */
  private static long unsigned(long time) {
    return time ^ Long.MIN_VALUE;
  }
}
