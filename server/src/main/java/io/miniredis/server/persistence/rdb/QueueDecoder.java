package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.JobState;
import io.miniredis.server.value.QueueBuilder;
import io.miniredis.server.value.QueueOptions;
import io.miniredis.server.value.QueueOrder;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Slice;
import java.io.IOException;

/** Reads queues. */
final class QueueDecoder {
  private static final long LONGEST = 1L << 53; // a time, or a number of jobs

  private final RdbInput in;
  private final Slice text = new Slice();

  private QueueDecoder(RdbInput in) {
    this.in = in;
  }

  /** Reads a queue behind the number of its module. */
  static QueueValue read(RdbInput in) throws IOException {
    QueueBuilder queue = new QueueBuilder();
    QueueDecoder decoder = new QueueDecoder(in);
    long offset = in.offset();
    try {
      boolean first = true;
      while (decoder.readItem(queue, first)) {
        first = false;
      }
    } catch (IllegalArgumentException e) {
      throw in.corrupt("a queue from offset " + offset + " on in which " + e.getMessage());
    }
    return queue.build();
  }

  private boolean readItem(QueueBuilder queue, boolean first) throws IOException {
    long code = in.readLength();
    if (code == QueueCodes.END && !first) {
      return false;
    }
    int item = code == QueueCodes.UNSIGNED ? (int) Math.min(in.readLength(), Byte.MAX_VALUE) : 0;
    if (first != (item == QueueCodes.QUEUE)) {
      throw in.corrupt("an item " + item + " of a queue out of its place");
    }
    switch (item) {
      case QueueCodes.QUEUE -> readQueue(queue);
      case QueueCodes.JOB -> readJob(queue);
      case QueueCodes.REMEMBERED -> queue.remembered(copy(), time());
      case QueueCodes.RESULT -> queue.result(copy(), copy(), time());
      case QueueCodes.REPEAT -> readRepeat(queue);
      default -> throw in.corrupt("an unknown item of a queue");
    }
    return true;
  }

  private void readQueue(QueueBuilder queue) throws IOException {
    QueueOptions options =
        new QueueOptions(
            within(Integer.MAX_VALUE),
            QueueOrder.values()[(int) within(QueueOrder.values().length - 1)],
            time(),
            within(Integer.MAX_VALUE),
            string().toString(),
            time(),
            time(),
            factor(),
            time(),
            time());
    long lastId = within(Long.MAX_VALUE);
    int flags = (int) within(Integer.MAX_VALUE);
    long[] totals = new long[QueueCodes.TOTALS];
    for (int i = 0; i < totals.length; i++) {
      totals[i] = number();
    }
    queue.queue(options, lastId, flags, totals);
  }

  private double factor() throws IOException {
    double factor = Double.longBitsToDouble(number());
    if (!(factor >= 1)) {
      throw in.corrupt("a queue whose backoff has the factor " + factor);
    }
    return factor;
  }

  private void readJob(QueueBuilder queue) throws IOException {
    Slice id = copy();
    Slice payload = copy();
    JobState state = JobState.values()[(int) within(JobState.values().length - 1)];
    int deliveries = (int) within(Integer.MAX_VALUE);
    long priority = number();
    long due = time();
    long putAt = time();
    byte[] error = within(1) == 0 ? null : string().toBytes();
    queue.job(id, payload, state, deliveries, priority, due, putAt, error);
  }

  private void readRepeat(QueueBuilder queue) throws IOException {
    Slice name = copy();
    Slice payload = copy();
    long every = time();
    String cron = string().toString();
    if (every == 0 == cron.isEmpty()) {
      throw in.corrupt("a repeating job that does not tell when");
    }
    queue.repeat(name, payload, every, cron, time(), string());
  }

  private long number() throws IOException {
    if (in.readLength() != QueueCodes.UNSIGNED) {
      throw in.corrupt("no number where a queue has one");
    }
    return in.readLength();
  }

  private long within(long most) throws IOException {
    long n = number();
    if (n < 0 || n > most) {
      throw in.corrupt("a number of a queue that is out of range: " + n);
    }
    return n;
  }

  private long time() throws IOException {
    return within(LONGEST);
  }

  /** A string, until the next is read. */
  private Slice string() throws IOException {
    if (in.readLength() != QueueCodes.STRING) {
      throw in.corrupt("no string where a queue has one");
    }
    return in.readString(text);
  }

  private Slice copy() throws IOException {
    return Slice.of(string().toBytes());
  }
}
