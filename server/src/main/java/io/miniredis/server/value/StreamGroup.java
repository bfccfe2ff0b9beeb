package io.miniredis.server.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consumer group: what was delivered last, how many entries were read up to there, the consumers,
 * and the entries that they have not acknowledged, by id and by consumer.
 */
public final class StreamGroup extends NameList.Named {
  /** The number of entries read where it is not known. */
  public static final long UNKNOWN = -1;

  /** The lag where it is not known; a wrong number of entries read makes it negative. */
  public static final long UNKNOWN_LAG = Long.MIN_VALUE;

  private static final int HEAP_BYTES = 48 + NameList.HEAP_BYTES + NameList.FIRST_ARRAY + 32;

  private final StreamValue stream;
  private final HeapAccount account;
  private final PendingList pending;
  private final NameList<StreamConsumer> consumers = new NameList<>();
  private StreamId lastDelivered;
  private long entriesRead;

  StreamGroup(
      byte[] name, StreamValue stream, StreamId last, long entriesRead, HeapAccount account) {
    super(name);
    this.stream = stream;
    this.account = account;
    this.entriesRead = entriesRead;
    lastDelivered = last;
    pending = new PendingList(account);
    account.bytes += HEAP_BYTES + nameBytes();
  }

  StreamGroup copy(StreamValue to, HeapAccount toAccount) {
    StreamGroup c = new StreamGroup(name().toBytes(), to, lastDelivered, entriesRead, toAccount);
    for (StreamConsumer consumer : consumers) {
      StreamConsumer twin = c.create(consumer.name().toBytes(), consumer.seenAt);
      twin.activeAt = consumer.activeAt;
      PendingList list = consumer.pending;
      for (Pending p = list.first(); p != null; p = list.after(p)) {
        c.add(new Pending(p.ms, p.seq, twin, p.deliveredAt, p.deliveries));
      }
    }
    return c;
  }

  /** Takes what the group holds out of the account. */
  void forget() {
    for (StreamConsumer consumer : consumers) {
      consumer.pending.forget();
      account.bytes -= consumer.heapBytes();
    }
    pending.forget();
    account.bytes -= pending.size() * Pending.HEAP_BYTES + HEAP_BYTES + nameBytes();
  }

  // ---- where it stands

  public StreamId lastDelivered() {
    return lastDelivered;
  }

  /** How many entries the stream ever had up to the last delivered, or {@link #UNKNOWN}. */
  public long entriesRead() {
    return entriesRead;
  }

  /** Sets where the group stands; {@code read} may be {@link #UNKNOWN}. */
  public void moveTo(StreamId last, long read) {
    lastDelivered = last;
    entriesRead = read;
  }

  /** Raises the last delivered id, if it is less; the number of entries read stays. */
  public void raiseTo(StreamId last) {
    if (last.isAfter(lastDelivered)) {
      lastDelivered = last;
    }
  }

  /** Takes down that the entry with this id is delivered, which may not be a new one. */
  public void delivered(long ms, long seq) {
    if (StreamId.compare(ms, seq, lastDelivered.ms(), lastDelivered.seq()) <= 0) {
      return;
    }
    StreamId id = new StreamId(ms, seq);
    if (entriesRead != UNKNOWN
        && !lastDelivered.isBefore(stream.firstId())
        && !stream.hasTombstoneFrom(lastDelivered)) {
      entriesRead++;
    } else if (stream.entriesAdded() != 0) {
      entriesRead = stream.entriesUpTo(id);
    }
    lastDelivered = id;
  }

  /** How many entries of the stream are still to be delivered, or {@link #UNKNOWN_LAG}. */
  public long lag() {
    long added = stream.entriesAdded();
    if (added == 0 || stream.size() == 0) {
      return 0;
    }
    StreamId first = stream.firstId();
    if (lastDelivered.isBefore(first) && stream.maxDeletedId().isBefore(first)) {
      return stream.size();
    }
    if (entriesRead != UNKNOWN && !stream.hasTombstoneFrom(lastDelivered)) {
      return added - entriesRead;
    }
    long read = stream.entriesUpTo(lastDelivered);
    return read == UNKNOWN ? UNKNOWN_LAG : added - read;
  }

  // ---- consumers

  /** The consumers, in order of their names. */
  public List<StreamConsumer> consumers() {
    return consumers.list();
  }

  public @Nullable StreamConsumer consumer(Slice name) {
    return consumers.find(name);
  }

  /** Makes a consumer; there must be none of this name. */
  public StreamConsumer create(Slice name, long now) {
    return create(name.toBytes(), now);
  }

  private StreamConsumer create(byte[] name, long now) {
    StreamConsumer consumer = new StreamConsumer(name, now, account);
    account.bytes += consumer.heapBytes();
    consumers.add(consumer);
    return consumer;
  }

  /** Removes a consumer, and what it has not acknowledged. */
  public void remove(StreamConsumer consumer) {
    for (Pending p = consumer.pending.first(); p != null; p = consumer.pending.after(p)) {
      pending.remove(p);
      account.bytes -= Pending.HEAP_BYTES;
    }
    consumer.pending.forget();
    account.bytes -= consumer.heapBytes();
    consumers.remove(consumer);
  }

  // ---- what is pending

  /** What its consumers have not acknowledged. */
  public PendingList pending() {
    return pending;
  }

  /** Makes an entry pending, as delivered once; its id must not be pending yet. */
  public Pending add(long ms, long seq, StreamConsumer consumer, long now) {
    Pending p = new Pending(ms, seq, consumer, now, 1);
    add(p);
    return p;
  }

  private void add(Pending p) {
    pending.add(p);
    p.consumer.pending.add(p);
    account.bytes += Pending.HEAP_BYTES;
  }

  /** Gives a pending entry to a consumer. */
  public void assign(Pending p, StreamConsumer consumer) {
    if (p.consumer != consumer) {
      p.consumer.pending.remove(p);
      p.consumer = consumer;
      consumer.pending.add(p);
    }
  }

  /** Removes an entry from what is pending. */
  public void remove(Pending p) {
    pending.remove(p);
    p.consumer.pending.remove(p);
    account.bytes -= Pending.HEAP_BYTES;
  }
}
