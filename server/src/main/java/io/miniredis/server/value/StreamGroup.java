package io.miniredis.server.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
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

  private static final int HEAP_BYTES = 64 + NameList.HEAP_BYTES + NameList.FIRST_ARRAY + 32;
  static final int ORDER_HEAP_BYTES = 64;
  static final int ORDER_ENTRY_HEAP_BYTES = 40;
  private static final Comparator<Pending> BY_TIME =
      Comparator.<Pending>comparingLong(p -> p.deliveredAt)
          .thenComparing((a, b) -> StreamId.compare(a.ms, a.seq, b.ms, b.seq));

  private final StreamValue stream;
  private final HeapAccount account;
  private final PendingList pending;
  private final NameList<StreamConsumer> consumers = new NameList<>();
  private StreamId lastDelivered;
  private long entriesRead;
  private long releases = Long.MIN_VALUE; // the time of the next release: see Pending
  @Nullable StreamConsumer nobody; // has what was released
  @Nullable TreeSet<Pending> byTime; // what is pending, once somebody asked for the oldest

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
      c.addAll(consumer.pending, twin);
    }
    if (nobody != null) {
      c.addAll(nobody.pending, c.nobody());
    }
    c.releases = releases;
    return c;
  }

  private void addAll(PendingList list, StreamConsumer consumer) {
    for (Pending p = list.first(); p != null; p = list.after(p)) {
      add(new Pending(p.ms, p.seq, consumer, p.deliveredAt, p.deliveries));
    }
  }

  /** Takes what the group holds out of the account. */
  void forget() {
    for (StreamConsumer consumer : consumers) {
      consumer.pending.forget();
      account.bytes -= consumer.heapBytes();
    }
    if (nobody != null) {
      nobody.pending.forget();
      account.bytes -= nobody.heapBytes();
    }
    if (byTime != null) {
      account.bytes -= ORDER_HEAP_BYTES + pending.size() * ORDER_ENTRY_HEAP_BYTES;
    }
    StreamReferences references = stream.references();
    if (references != null) {
      for (Pending p = pending.first(); p != null; p = pending.after(p)) {
        references.removed(p);
      }
      references.moved(lastDelivered, null);
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
    lastDelivered(last);
    entriesRead = read;
  }

  private void lastDelivered(StreamId id) {
    StreamReferences references = stream.references();
    if (references != null) {
      references.moved(lastDelivered, id);
    }
    lastDelivered = id;
  }

  /** Raises the last delivered id, if it is less; the number of entries read stays. */
  public void raiseTo(StreamId last) {
    if (last.isAfter(lastDelivered)) {
      lastDelivered(last);
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
    lastDelivered(id);
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
    StreamConsumer consumer = new StreamConsumer(name, this, now, account);
    account.bytes += consumer.heapBytes();
    consumers.add(consumer);
    return consumer;
  }

  /** Removes a consumer, and what it has not acknowledged. */
  public void remove(StreamConsumer consumer) {
    for (Pending p = consumer.pending.first(); p != null; p = consumer.pending.after(p)) {
      forget(p);
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
    return add(ms, seq, consumer, now, 1);
  }

  /** Makes an entry pending, as delivered so often; its id must not be pending yet. */
  public Pending add(long ms, long seq, StreamConsumer consumer, long at, long deliveries) {
    return add(new Pending(ms, seq, consumer, at, deliveries));
  }

  private Pending add(Pending p) {
    pending.add(p);
    p.consumer.pending.add(p);
    account.bytes += Pending.HEAP_BYTES;
    order(p);
    StreamReferences references = stream.references();
    if (references != null) {
      references.added(p);
    }
    return p;
  }

  /** Takes down that a pending entry is delivered to a consumer, who may be the one who has it. */
  public void deliver(Pending p, StreamConsumer consumer, long at, long deliveries) {
    if (byTime != null) {
      byTime.remove(p);
    }
    p.deliveredAt = at;
    p.deliveries = deliveries;
    if (byTime != null) {
      byTime.add(p);
    }
    if (p.consumer != consumer) {
      p.consumer.pending.remove(p);
      p.consumer = consumer;
      consumer.pending.add(p);
    }
  }

  /** Removes an entry from what is pending. */
  public void remove(Pending p) {
    p.consumer.pending.remove(p);
    forget(p);
  }

  private void forget(Pending p) {
    pending.remove(p);
    account.bytes -= Pending.HEAP_BYTES;
    if (byTime != null) {
      byTime.remove(p);
      account.bytes -= ORDER_ENTRY_HEAP_BYTES;
    }
    StreamReferences references = stream.references();
    if (references != null) {
      references.removed(p);
    }
  }

  // ---- what was given back

  /** How many pending entries nobody has. */
  public long released() {
    return nobody == null ? 0 : nobody.pending.size();
  }

  /** Takes a pending entry from the consumer who has it; it is the last to go among such. */
  public void release(Pending p, long deliveries) {
    deliver(p, nobody(), releases++, deliveries);
  }

  /** Makes an entry pending that nobody has; its id must not be pending yet. */
  public void addReleased(StreamId id, long deliveries) {
    add(new Pending(id.ms(), id.seq(), nobody(), releases++, deliveries));
  }

  private StreamConsumer nobody() {
    StreamConsumer holder = nobody;
    if (holder == null) {
      holder = new StreamConsumer(new byte[0], this, 0, account);
      account.bytes += holder.heapBytes();
      nobody = holder;
    }
    return holder;
  }

  // ---- the longest pending

  /**
   * The pending entries that have been idle for some milliseconds: first what was released, in the
   * order of that, then the longest idle. The first call looks at all that is pending; from then on
   * they are kept in order.
   *
   * @param max how many at most; 0 is no limit
   */
  public List<Pending> idle(long now, long millis, long max) {
    List<Pending> found = new ArrayList<>();
    for (Pending p : byTime()) {
      if (!p.isIdle(now, millis) || (max > 0 && found.size() == max)) {
        break;
      }
      found.add(p);
    }
    return found;
  }

  /**
   * In how many milliseconds the next pending entry will have been idle for so many; -1 if nothing
   * is pending. Only after {@link #idle} was called.
   */
  public long untilIdle(long now, long millis) {
    if (pending.size() == 0) {
      return -1;
    }
    Pending first = byTime().first();
    long passed = now - first.deliveredAt();
    return passed >= millis ? 0 : millis - passed;
  }

  private TreeSet<Pending> byTime() {
    TreeSet<Pending> order = byTime;
    if (order == null) {
      order = new TreeSet<>(BY_TIME);
      account.bytes += ORDER_HEAP_BYTES;
      byTime = order;
      for (Pending p = pending.first(); p != null; p = pending.after(p)) {
        order(p);
      }
    }
    return order;
  }

  private void order(Pending p) {
    if (byTime != null) {
      byTime.add(p);
      account.bytes += ORDER_ENTRY_HEAP_BYTES;
    }
  }
}
