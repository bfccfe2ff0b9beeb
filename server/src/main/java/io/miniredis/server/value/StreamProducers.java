package io.miniredis.server.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The messages that producers of a stream have sent lately, each known by an id of its own: so one
 * that is sent again is found, and not added twice (idempotent production, Redis 8.6).
 *
 * <p>Of every producer the latest few ids are kept, for some time. What is over counts no more; it
 * is dropped when its producer sends something, and bit by bit when others do. A stream has this
 * only once somebody asked for it.
 */
public final class StreamProducers {
  public static final int GREATEST_DURATION = 86_400;
  public static final int GREATEST_MAX_SIZE = 10_000;

  private static final int HEAP_BYTES = 56;
  private static final int SLOTS_SWEPT = 2;
  private static final int MILLIS = 1000;

  private final HeapAccount account;
  private final RecordTable table = new RecordTable();
  private long tableBytes;
  private int duration;
  private int maxSize;
  private long added;
  private long duplicates;
  private int sweep; // the table's slot to look at next

  StreamProducers(int duration, int maxSize, HeapAccount account) {
    this.duration = duration;
    this.maxSize = maxSize;
    this.account = account;
    account.bytes += HEAP_BYTES;
    accountTable();
  }

  StreamProducers copy(HeapAccount toAccount) {
    StreamProducers c = new StreamProducers(duration, maxSize, toAccount);
    c.added = added;
    c.duplicates = duplicates;
    table.forEach(
        o -> {
          StreamProducer twin = ((StreamProducer) o).copy();
          c.insert(twin);
          toAccount.bytes += twin.heapBytes();
        });
    return c;
  }

  // ---- its settings

  /** For how many seconds an id is known. */
  public int duration() {
    return duration;
  }

  /** How many ids of a producer are known. */
  public int maxSize() {
    return maxSize;
  }

  /** Sets both; all ids are forgotten if that changes anything. */
  public void configure(int newDuration, int newMaxSize) {
    if (newDuration == duration && newMaxSize == maxSize) {
      return;
    }
    duration = newDuration;
    maxSize = newMaxSize;
    table.forEach(o -> account.bytes -= ((StreamProducer) o).heapBytes());
    table.clear(0);
    accountTable();
  }

  // ---- what it tells

  /** How many ids were ever added. */
  public long added() {
    return added;
  }

  /** How many messages were ever found to be sent again. */
  public long duplicates() {
    return duplicates;
  }

  /** How many producers have ids that are known. */
  public long producers(long now) {
    long n = 0;
    for (int i = table.nextSlot(-1); i >= 0; i = table.nextSlot(i)) {
      n += producer(i).size(expiry(now)) > 0 ? 1 : 0;
    }
    return n;
  }

  /** How many ids are known. */
  public long ids(long now) {
    long n = 0;
    for (int i = table.nextSlot(-1); i >= 0; i = table.nextSlot(i)) {
      n += producer(i).size(expiry(now));
    }
    return n;
  }

  /** The entry that a message became, or null if it is not known. */
  public @Nullable StreamId find(Slice producer, Slice message, long now) {
    StreamProducer found = (StreamProducer) table.find(producer);
    return found == null ? null : found.find(message, expiry(now));
  }

  // ---- what changes it

  /** Takes down that a message was sent again. */
  public void duplicate() {
    duplicates++;
  }

  /** Takes down which entry a message became; it must not be known. */
  public void add(Slice producer, Slice message, StreamId id, long now) {
    StreamProducer sender = (StreamProducer) table.find(producer);
    if (sender == null) {
      sender = new StreamProducer(producer);
      insert(sender);
    } else {
      account.bytes -= sender.heapBytes();
      sender.drop(expiry(now), maxSize - 1);
    }
    sender.add(message, id, now);
    account.bytes += sender.heapBytes();
    added++;
    sweep(now);
  }

  // ---- as a whole

  /** Is shown which entries messages became. */
  public interface Visitor {
    /**
     * @param millis when it came, since the epoch
     */
    void message(Slice producer, Slice message, StreamId id, long millis);
  }

  /** Shows all messages, of each producer the oldest first. */
  public void forEach(Visitor visitor) {
    for (int i = table.nextSlot(-1); i >= 0; i = table.nextSlot(i)) {
      producer(i).forEach(visitor);
    }
  }

  /** Takes a message in that was shown elsewhere; false if it is known. */
  public boolean restore(Slice producer, Slice message, StreamId id, long millis) {
    StreamProducer sender = (StreamProducer) table.find(producer);
    if (sender == null) {
      sender = new StreamProducer(producer);
      insert(sender);
    } else if (sender.find(message, Long.MIN_VALUE) != null) {
      return false;
    } else {
      account.bytes -= sender.heapBytes();
    }
    sender.add(message, id, millis);
    account.bytes += sender.heapBytes();
    return true;
  }

  /** Sets how many ids were ever added, and how many messages sent again. */
  public void counts(long everAdded, long everSentAgain) {
    added = everAdded;
    duplicates = everSentAgain;
  }

  private void insert(StreamProducer producer) {
    byte[] key = producer.record;
    int at = Record.keyOffset(key);
    table.insert(producer, Hashing.hash(key, at, Record.keyLength(key)));
    accountTable();
  }

  /** Looks after a few of the producers, who may have gone for good. */
  private void sweep(long now) {
    for (int i = 0; i < SLOTS_SWEPT; i++) {
      sweep = sweep >= table.slotCount() ? 0 : sweep;
      if (table.slot(sweep) instanceof StreamProducer producer) {
        account.bytes -= producer.heapBytes();
        producer.drop(expiry(now), maxSize);
        if (producer.isEmpty()) {
          table.removeAt(table.tokenOfSlot(sweep));
        } else {
          account.bytes += producer.heapBytes();
        }
      }
      sweep++;
    }
    table.growSome();
    accountTable();
  }

  private StreamProducer producer(int slot) {
    return (StreamProducer) Objects.requireNonNull(table.slot(slot));
  }

  /** What was added then or before is over. */
  private long expiry(long now) {
    return now - (long) duration * MILLIS;
  }

  private void accountTable() {
    account.bytes += table.heapBytes() - tableBytes;
    tableBytes = table.heapBytes();
  }
}
