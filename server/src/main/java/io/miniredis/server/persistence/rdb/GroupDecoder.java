package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StreamConsumer;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the groups of a stream: where each stands, what is pending in it, and its consumers with
 * the ids of what is pending for each. Every pending entry must have exactly one consumer.
 */
final class GroupDecoder {
  /**
   * The time at which a consumer was seen who stands for nobody: has what was given back. See
   * {@link StreamEncoder}.
   */
  static final long NOBODY_SEEN = -1;

  private static final int ID_BYTES = 16;
  private static final int PENDING_BYTES = ID_BYTES + Long.BYTES + 1;

  private final Slice name = new Slice();
  private long[] ms = new long[16];
  private long[] seq = new long[16];
  private long[] deliveredAt = new long[16];
  private long[] deliveries = new long[16]; // -1 once a consumer has it
  private int count;

  void read(int type, RdbInput in, StreamValue stream) throws IOException {
    long offset = in.offset();
    in.readString(name);
    if (stream.group(name) != null) {
      throw new RdbException(offset, "a stream that has a group twice");
    }
    byte[] groupName = name.toBytes();
    StreamId last = StreamDecoder.readId(in);
    long read = type == RdbType.STREAM ? stream.entriesUpTo(last) : in.readLength();
    StreamGroup group = stream.createGroup(Slice.of(groupName), last, read);
    readPending(in);
    int consumers = in.readCount(1);
    for (int i = 0; i < consumers; i++) {
      readConsumer(type, in, group);
    }
    if (group.pending().size() != count) {
      throw new RdbException(offset, "a group with a pending entry that no consumer has");
    }
  }

  private void readPending(RdbInput in) throws IOException {
    int n = in.readCount(PENDING_BYTES);
    count = 0;
    for (int i = 0; i < n; i++) {
      long offset = in.offset();
      if (count == ms.length) {
        ms = Arrays.copyOf(ms, 2 * count);
        seq = Arrays.copyOf(seq, 2 * count);
        deliveredAt = Arrays.copyOf(deliveredAt, 2 * count);
        deliveries = Arrays.copyOf(deliveries, 2 * count);
      }
      ms[i] = in.readLongBe();
      seq[i] = in.readLongBe();
      deliveredAt[i] = Math.max(0, in.readLongLe());
      deliveries[i] = Math.max(0, in.readLength());
      if (i > 0 && StreamId.compare(ms[i], seq[i], ms[i - 1], seq[i - 1]) <= 0) {
        throw new RdbException(offset, "a group whose pending ids do not ascend");
      }
      count++;
    }
  }

  private void readConsumer(int type, RdbInput in, StreamGroup group) throws IOException {
    long offset = in.offset();
    in.readString(name);
    if (group.consumer(name) != null) {
      throw new RdbException(offset, "a group that has a consumer twice");
    }
    byte[] consumerName = name.toBytes();
    long seen = in.readLongLe();
    StreamConsumer consumer =
        seen == NOBODY_SEEN ? null : group.create(Slice.of(consumerName), seen);
    long active = type == RdbType.STREAM_3 ? in.readLongLe() : seen;
    if (consumer != null) {
      consumer.active(active);
    }
    int pending = in.readCount(ID_BYTES);
    for (int i = 0; i < pending; i++) {
      offset = in.offset();
      int p = find(in.readLongBe(), in.readLongBe());
      if (p < 0 || deliveries[p] < 0) {
        throw new RdbException(
            offset, "a consumer with a pending entry that its group has not, or has twice");
      }
      if (consumer == null) {
        group.addReleased(new StreamId(ms[p], seq[p]), deliveries[p]);
      } else {
        group.add(ms[p], seq[p], consumer, deliveredAt[p], deliveries[p]);
      }
      deliveries[p] = -1;
    }
  }

  /** The index of a pending id, or a negative number. */
  private int find(long idMs, long idSeq) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int c = StreamId.compare(ms[middle], seq[middle], idMs, idSeq);
      if (c == 0) {
        return middle;
      }
      if (c < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
