package io.miniredis.server.value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The repeating jobs of a queue, by their names. */
public final class QueueRepeats {
  private static final int OBJECT_BYTES = 32;

  private final QueueJobs jobs;
  private @Nullable RecordTable byName; // made with the first
  private long bytes = OBJECT_BYTES;

  QueueRepeats(QueueJobs jobs) {
    this.jobs = jobs;
  }

  boolean isEmpty() {
    RecordTable table = byName;
    return table == null || table.size() == 0;
  }

  long bytes() {
    RecordTable table = byName;
    return bytes + (table == null ? 0 : table.heapBytes());
  }

  /** What is repeated under a name, or null. */
  public @Nullable QueueRepeat find(Slice name) {
    RecordTable table = byName;
    return table == null ? null : (QueueRepeat) table.find(name);
  }

  /** Shows all, in no order. */
  public void forEach(Consumer<QueueRepeat> visitor) {
    RecordTable table = byName;
    if (table != null) {
      table.forEach(o -> visitor.accept((QueueRepeat) o));
    }
  }

  /**
   * Has a job be repeated; {@link #next} is to follow. What was repeated under this name is no
   * more, but for the job of it that is there.
   *
   * @param every milliseconds, or 0 if {@code cron} says when
   */
  public QueueRepeat put(Slice name, Slice payload, long every, String cron) {
    RecordTable table = byName;
    if (table == null) {
      table = new RecordTable();
      byName = table;
    }
    QueueRepeat repeat = new QueueRepeat(name, payload, every, cron);
    QueueRepeat old = find(name);
    if (old != null) {
      repeat.last(old.pending());
      remove(old);
    }
    table.insert(repeat, Hashing.hash(name));
    bytes += repeat.bytes();
    return repeat;
  }

  /** Has a job be repeated no more. */
  public void remove(QueueRepeat repeat) {
    RecordTable table = byName;
    if (table != null) {
      Slice name = repeat.name(new Slice());
      table.removeAt(table.locate(name.array(), name.offset(), name.length(), Hashing.hash(name)));
      repeat.leave();
      bytes -= repeat.bytes();
    }
  }

  void clear() {
    List<QueueRepeat> all = new ArrayList<>();
    forEach(all::add);
    all.forEach(this::remove);
  }

  /** Says which job is the last one of what is repeated; null: none that is there. */
  public void pending(QueueRepeat repeat, @Nullable QueueJob job) {
    repeat.last(job);
  }

  /**
   * Says when what is repeated comes next.
   *
   * @param at in milliseconds since the epoch
   * @param due when to look after it, in ticks
   */
  public void next(QueueRepeat repeat, long at, long due, long now) {
    repeat.leave();
    repeat.at(at);
    jobs.timed(repeat, due, now);
  }

  void show(QueueImage image) {
    forEach(
        repeat -> {
          QueueJob job = repeat.pending();
          image.repeat(
              repeat.name(new Slice()),
              repeat.payload(new Slice()),
              repeat.every(),
              repeat.cron(),
              repeat.at(),
              job == null ? new Slice() : job.id(new Slice()));
        });
  }
}
