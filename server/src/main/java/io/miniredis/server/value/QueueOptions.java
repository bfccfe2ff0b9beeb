package io.miniredis.server.value;

import java.nio.charset.StandardCharsets;

/**
 * What is said of a queue when it is made. Times are milliseconds.
 *
 * @param maxSize how many jobs may wait, ready or delayed; 0: any number
 * @param lease how long who takes a job has it, if he does not say; 0: it is done as he gets it
 * @param maxDeliveries how often a job is delivered before it is dead; 0: any number of times
 * @param deadLetter the key of the queue that gets dead jobs, a character for each byte; empty:
 *     they stay
 * @param dedup how long the id of a job is remembered, beyond its life too
 * @param backoff how long a job waits that comes back for the first time
 * @param factor by how much longer it waits each time
 * @param maxBackoff how long it waits at most
 * @param results how long results are kept
 */
public record QueueOptions(
    long maxSize,
    QueueOrder order,
    long lease,
    long maxDeliveries,
    String deadLetter,
    long dedup,
    long backoff,
    double factor,
    long maxBackoff,
    long results) {
  private static final long DAY = 86_400_000;

  /** Those of a queue that nobody has made by hand. */
  public static final QueueOptions DEFAULT =
      new QueueOptions(0, QueueOrder.FIFO, 30_000, 0, "", 0, 0, 2, DAY, 3_600_000);

  /** The key of the queue that gets dead jobs; empty if they stay. */
  public byte[] deadLetterKey() {
    return deadLetter.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** How long a job waits that comes back after so many deliveries. */
  public long backoff(int deliveries) {
    double millis = backoff * Math.pow(factor, Math.max(0, deliveries - 1));
    return (long) Math.min(millis, Math.max(backoff, maxBackoff));
  }
}
