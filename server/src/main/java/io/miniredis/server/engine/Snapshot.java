package io.miniredis.server.engine;

import io.miniredis.server.value.Slice;
import io.miniredis.server.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All data as it was at one moment, read bit by bit while others go on changing it: what fork is to
 * Redis. A thread of its own walks over the keys, in steps that lock one shard for a moment each; a
 * command that is about to change a key that the walk has not reached takes it down first. So the
 * extra memory is that of what changes meanwhile, until it is written.
 *
 * @param <I> what collects the data
 */
public final class Snapshot<I extends Snapshot.Images> implements AutoCloseable {
  /**
   * Collects what keys held. Called with a shard locked, so it must not wait; by one thread at a
   * time.
   */
  public interface Images {
    /**
     * The views are valid during the call only.
     *
     * @param value null if it is a packed string
     * @param text the packed string
     * @param expiry milliseconds since the epoch, or {@link
     *     io.miniredis.server.value.Record#NO_EXPIRY}
     * @param idleSeconds since the last use, or -1 if frequencies are kept account of instead
     * @param frequency 0 to 255, or -1 if recency is kept account of instead
     */
    void add(
        Slice key, @Nullable Value value, Slice text, long expiry, long idleSeconds, int frequency);

    /** About how many bytes there are. */
    long size();
  }

  /** Writes what has been collected, with no lock held. */
  public interface Sink<I> {
    /** The images are to be cleared by it, as they may be used again. */
    void write(int database, I images) throws IOException;
  }

  private static final long STEP_BYTES = 16 * 1024;
  private static final int STEPS = 64;
  private static final long CROWDED = 1 << 20;

  private final Engine engine;
  private final Supplier<I> images;
  private final List<SnapshotPart> parts = new ArrayList<>();
  private final long[] keys;
  private final long[] expiring;
  private volatile boolean cancelled;

  /** Takes the moment. The caller has all shards locked. */
  Snapshot(Engine engine, Supplier<I> images) {
    this.engine = engine;
    this.images = images;
    AccessClock access = engine.dataset().accessClock();
    keys = new long[engine.databases().count()];
    expiring = new long[keys.length];
    for (Shard shard : engine.shards().array()) {
      for (int database = 0; database < shard.used(); database++) {
        Keyspace k = shard.databaseIfAny(database);
        if (k != null) {
          SnapshotPart part = new SnapshotPart(shard, database, k, access, images);
          k.follow(part);
          parts.add(part);
          keys[database] += k.size();
          expiring[database] += k.expiring();
        }
      }
    }
    parts.sort(Comparator.comparingInt(SnapshotPart::database));
  }

  /** How many keys a database had at the moment. */
  public long keys(int database) {
    return keys[database];
  }

  /** How many keys of a database had an expiry. */
  public long expiring(int database) {
    return expiring[database];
  }

  /** How many databases there are. */
  public int databases() {
    return keys.length;
  }

  /** Has {@link #write} end early, with an error. May be called by any thread. */
  public void cancel() {
    cancelled = true;
  }

  /**
   * Walks over all keys, database by database; what was about to change comes in between.
   *
   * @throws IOException what the sink throws, or that it was cancelled
   */
  public void write(Sink<I> sink) throws IOException {
    I walked = images.get();
    for (SnapshotPart part : parts) {
      boolean complete = false;
      while (!complete) {
        if (cancelled) {
          throw new IOException("the snapshot was cancelled");
        }
        Images early;
        part.shard().lock();
        try {
          part.advance(walked, STEP_BYTES, STEPS);
          complete = part.isComplete();
          early = part.takeEarly();
        } finally {
          part.shard().unlock();
        }
        sink.write(part.database(), walked);
        write(sink, part, early);
        relieve(sink);
      }
    }
  }

  /** Takes away what has come together elsewhere, before it is much. */
  private void relieve(Sink<I> sink) throws IOException {
    for (SnapshotPart part : parts) {
      if (part.earlyBytes() > CROWDED) {
        Images early;
        part.shard().lock();
        try {
          early = part.takeEarly();
        } finally {
          part.shard().unlock();
        }
        write(sink, part, early);
      }
    }
  }

  @SuppressWarnings("unchecked") // every one comes from the supplier
  private void write(Sink<I> sink, SnapshotPart part, @Nullable Images early) throws IOException {
    if (early != null) {
      sink.write(part.database(), (I) early);
    }
  }

  /** Ends it: nothing is taken down any more. */
  @Override
  public void close() {
    for (SnapshotPart part : parts) {
      part.shard().lock();
      try {
        part.keyspace().follow(null);
      } finally {
        part.shard().unlock();
      }
    }
    engine.snapshotEnded();
  }
}
