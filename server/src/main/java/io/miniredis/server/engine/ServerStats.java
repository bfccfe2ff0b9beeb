package io.miniredis.server.engine;

import io.miniredis.server.acl.Denial;
import io.miniredis.server.metrics.Rate;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counters of the whole server that rarely change hands; CONFIG RESETSTAT sets them back. */
public final class ServerStats {
  public final LongAdder connectionsReceived = new LongAdder();
  public final LongAdder connectionsRejected = new LongAdder();
  public final LongAdder inputBytes = new LongAdder();
  public final LongAdder outputBytes = new LongAdder();
  public final LongAdder expiredKeys = new LongAdder();
  public final LongAdder expiredElements = new LongAdder();
  public final LongAdder evictedKeys = new LongAdder();
  public final LongAdder authenticationsFailed = new LongAdder();
  public final LongAdder commandsDenied = new LongAdder();
  public final LongAdder keysDenied = new LongAdder();
  public final LongAdder channelsDenied = new LongAdder();
  public final LongAdder queryLimitReached = new LongAdder();
  public final LongAdder outputLimitReached = new LongAdder();

  private static final long WITHIN = Long.MIN_VALUE;

  private final Rate commandRate = new Rate();
  private final Rate inputRate = new Rate();
  private final Rate outputRate = new Rate();
  private final Rate batchRate = new Rate();
  private final Rate workRate = new Rate();
  private volatile long peakMemory;
  private final AtomicLong exceededSince =
      new AtomicLong(WITHIN); // by the clock that never goes back
  private final LongAdder exceededNanos = new LongAdder();

  /** Looks at what changes all the time; called about every 100 ms. */
  void sample(long commands, long batches, long workedNanos, long memory, long nowMillis) {
    commandRate.sample(commands, nowMillis);
    batchRate.sample(batches, nowMillis);
    workRate.sample(workedNanos, nowMillis);
    inputRate.sample(inputBytes.sum(), nowMillis);
    outputRate.sample(outputBytes.sum(), nowMillis);
    notePeak(memory);
  }

  /** Tells how many bytes keys, values and perhaps buffers take now. */
  public void notePeak(long memory) {
    if (memory > peakMemory) {
      peakMemory = memory; // two at once may lose the greater one, until it is told again
    }
  }

  /**
   * Tells how an eviction ended.
   *
   * @param within whether no more than the limit is used now
   * @param nanos the time of the clock that never goes back
   */
  void evictionEnded(boolean within, long nanos) {
    long since = exceededSince.get();
    if (!within) {
      if (since == WITHIN) {
        exceededSince.compareAndSet(WITHIN, nanos);
      }
    } else if (since != WITHIN && exceededSince.compareAndSet(since, WITHIN)) {
      exceededNanos.add(nanos - since);
    }
  }

  /** Nanoseconds for which more memory was used than maxmemory, until now. */
  public long exceededNanos(long now) {
    return exceededNanos.sum() + exceedingNanos(now);
  }

  /** Nanoseconds for which more memory has been used than maxmemory without a break; 0 if less. */
  public long exceedingNanos(long now) {
    long since = exceededSince.get();
    return since == WITHIN ? 0 : now - since;
  }

  /** Commands a second, lately. */
  public double commandsPerSecond() {
    return commandRate.perSecond();
  }

  /** Batches of input a second, lately. */
  public double batchesPerSecond() {
    return batchRate.perSecond();
  }

  /** Nanoseconds that a batch of input took, lately; 0 if there was none. */
  public double nanosPerBatch() {
    double batches = batchRate.perSecond();
    return batches == 0 ? 0 : workRate.perSecond() / batches;
  }

  /** Bytes a second that clients sent, lately. */
  public double inputPerSecond() {
    return inputRate.perSecond();
  }

  /** Bytes a second that clients were sent, lately. */
  public double outputPerSecond() {
    return outputRate.perSecond();
  }

  /** The most bytes that keys, values and buffers took at a time; is never set back. */
  public long peakMemory() {
    return peakMemory;
  }

  /** Counts a command that its user may not run so. */
  void denied(Denial.Reason reason) {
    switch (reason) {
      case COMMAND -> commandsDenied.increment();
      case KEY -> keysDenied.increment();
      case CHANNEL -> channelsDenied.increment();
    }
  }

  void reset() {
    commandsDenied.reset();
    keysDenied.reset();
    channelsDenied.reset();
    connectionsReceived.reset();
    connectionsRejected.reset();
    inputBytes.reset();
    outputBytes.reset();
    expiredKeys.reset();
    expiredElements.reset();
    evictedKeys.reset();
    exceededNanos.reset();
    exceededSince.set(WITHIN);
    authenticationsFailed.reset();
    queryLimitReached.reset();
    outputLimitReached.reset();
  }
}
