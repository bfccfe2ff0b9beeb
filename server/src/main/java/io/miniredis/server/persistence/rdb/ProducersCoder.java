package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamProducers;
import io.miniredis.server.value.StreamValue;
import java.io.IOException;

/**
 * The messages that producers of a stream have sent lately, for which the format of Redis 7 has no
 * place. They stand in a remark before the stream's key, which other servers pass over: how long
 * and how many of them are known, how many there ever were and were sent again, and then each.
 */
final class ProducersCoder {
  static final String NAME = "mini-redis-producers";

  private static final int MESSAGE_BYTES = 2 + 3 * Long.BYTES;

  private ProducersCoder() {}

  static byte[] write(StreamProducers producers) {
    long[] count = {0};
    producers.forEach((producer, message, id, millis) -> count[0]++);
    RdbOutput out = new RdbOutput(false);
    out.writeLength(producers.duration());
    out.writeLength(producers.maxSize());
    out.writeLength(producers.added());
    out.writeLength(producers.duplicates());
    out.writeLength(count[0]);
    producers.forEach(
        (producer, message, id, millis) -> {
          out.writeString(producer);
          out.writeString(message);
          out.writeLongLe(id.ms());
          out.writeLongLe(id.seq());
          out.writeLongLe(millis);
        });
    return out.toBytes();
  }

  /**
   * Gives a stream its producers.
   *
   * @param offset of the remark, for messages
   */
  static void read(byte[] remark, long offset, StreamValue stream) throws IOException {
    RdbInput in = new RdbInput(remark, 0, remark.length);
    try {
      read(in, stream.madeProducers());
    } catch (RdbException e) {
      throw new RdbException(offset, "producers of a stream: " + e.getMessage());
    }
  }

  private static void read(RdbInput in, StreamProducers producers) throws IOException {
    int duration = within(in, StreamProducers.GREATEST_DURATION);
    producers.configure(duration, within(in, StreamProducers.GREATEST_MAX_SIZE));
    producers.counts(in.readLength(), in.readLength());
    int count = in.readCount(MESSAGE_BYTES);
    for (int i = 0; i < count; i++) {
      Slice producer = Slice.of(in.readString(new Slice()).toBytes());
      Slice message = Slice.of(in.readString(new Slice()).toBytes());
      StreamId id = new StreamId(in.readLongLe(), in.readLongLe());
      long millis = in.readLongLe();
      if (millis < 0 || !producers.restore(producer, message, id, millis)) {
        throw in.corrupt("a message twice, or at no time");
      }
    }
    if (in.remaining() > 0) {
      throw in.corrupt("more than there should be");
    }
  }

  private static int within(RdbInput in, int most) throws IOException {
    long n = in.readLength();
    if (n < 1 || n > most) {
      throw in.corrupt("a setting of " + n);
    }
    return (int) n;
  }
}
