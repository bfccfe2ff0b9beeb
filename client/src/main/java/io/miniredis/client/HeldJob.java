package io.miniredis.client;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** A job in the hands of a {@link Worker}. */
final class HeldJob {
  final RawJob raw;
  final String queue;

  /** When its lease began anew, at the latest, by {@link System#nanoTime}. */
  volatile long leasedAt;

  /** It is another's by now. */
  volatile boolean lost;

  private final AtomicBoolean ended = new AtomicBoolean();

  HeldJob(RawJob raw, long leasedAt) {
    this.raw = raw;
    this.queue = new String(raw.key(), StandardCharsets.UTF_8);
    this.leasedAt = leasedAt;
  }

  /** Whether the caller is the one to say what becomes of it: true once. */
  boolean end() {
    return ended.compareAndSet(false, true);
  }

  boolean hasEnded() {
    return ended.get();
  }
}
