package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.JobState;
import io.miniredis.server.value.QueueImage;
import io.miniredis.server.value.QueueOptions;
import io.miniredis.server.value.QueueValue;
import io.miniredis.server.value.Slice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes queues. */
final class QueueEncoder implements QueueImage {
  private final RdbOutput out;

  private QueueEncoder(RdbOutput out) {
    this.out = out;
  }

  static void write(QueueValue queue, RdbOutput out) {
    out.writeLength(QueueCodes.ID);
    queue.show(new QueueEncoder(out));
    out.writeLength(QueueCodes.END);
  }

  @Override
  public void queue(QueueOptions options, long lastId, int flags, long[] totals) {
    number(QueueCodes.QUEUE);
    number(options.maxSize());
    number(options.order().ordinal());
    number(options.lease());
    number(options.maxDeliveries());
    text(options.deadLetter());
    number(options.dedup());
    number(options.backoff());
    number(Double.doubleToRawLongBits(options.factor()));
    number(options.maxBackoff());
    number(options.results());
    number(lastId);
    number(flags);
    for (long total : totals) {
      number(total);
    }
  }

  @Override
  public void job(
      Slice id,
      Slice payload,
      JobState state,
      int deliveries,
      long priority,
      long due,
      long putAt,
      byte @Nullable [] error) {
    number(QueueCodes.JOB);
    string(id);
    string(payload);
    number(state.ordinal());
    number(deliveries);
    number(priority);
    number(due);
    number(putAt);
    number(error == null ? 0 : 1);
    if (error != null) {
      string(Slice.of(error));
    }
  }

  @Override
  public void remembered(Slice id, long until) {
    number(QueueCodes.REMEMBERED);
    string(id);
    number(until);
  }

  @Override
  public void result(Slice id, Slice result, long until) {
    number(QueueCodes.RESULT);
    string(id);
    string(result);
    number(until);
  }

  @Override
  public void repeat(Slice name, Slice payload, long every, String cron, long at, Slice pending) {
    number(QueueCodes.REPEAT);
    string(name);
    string(payload);
    number(every);
    text(cron);
    number(at);
    string(pending);
  }

  private void number(long n) {
    out.writeLength(QueueCodes.UNSIGNED);
    out.writeLength(n);
  }

  private void string(Slice text) {
    out.writeLength(QueueCodes.STRING);
    out.writeString(text);
  }

  private void text(String latin1) {
    string(Slice.of(latin1.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
