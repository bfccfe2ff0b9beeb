package io.miniredis.server.engine;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.Settings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of memory that the server uses, and how many it may ({@code maxmemory}). Counted are
 * keys, values, the tables around them, what is remembered of expiries, clients and their buffers,
 * and what the event loops keep for themselves.
 *
 * <p>The sum is read without a lock. What a shard holds is counted anew, under its lock, behind
 * every command that had it locked as long as there is a limit, and in every tick; so with one
 * event loop the sum is exact at every command's beginning.
 */
public final class MemoryBudget {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryBudget.class);
  private static final long LOOP_BYTES = 128 * 1024; // a buffer to read to and one to write to
  private static final long CONNECTION_BYTES = 1360; // measured: benchmarks/idle-connections

  private static final long SMALL = 1 << 20; // pieces that the margin of the heap is for

  /** What values can have of the heap; some collectors keep a third of it for what is new. */
  private static final long HEAP = Runtime.getRuntime().maxMemory() / 8 * 5;

  private final Shard[] shards;
  private final Engine engine;
  private volatile long limit;
  private final List<LongSupplier> parts = new CopyOnWriteArrayList<>();
  private final AtomicLong taken = new AtomicLong(); // in large pieces since the last count

  MemoryBudget(Engine engine, Shard[] shards) {
    this.engine = engine;
    this.shards = shards;
  }

  /** Takes the limit from the configuration, now and whenever it changes. */
  void follow(Config config) {
    config.follow(Settings.MAXMEMORY, this::limit);
  }

  private void limit(long bytes) {
    if (bytes > 0) {
      recount();
      MemoryWarnings.of(bytes, used(), Runtime.getRuntime().maxMemory()).forEach(LOG::warn);
      engine.upkeep().evictor().later();
    }
    limit = bytes;
  }

  /** Counts bytes that the engine does not know of; they can be asked for by any thread. */
  public void include(LongSupplier bytes) {
    parts.add(bytes);
  }

  /** The bytes that may be used, or 0 if there is no limit. */
  public long limit() {
    return limit;
  }

  /** The bytes that are used: as of the last count of every shard. */
  public long used() {
    long bytes = startup() + clients();
    for (int i = 0; i < parts.size(); i++) { // without an iterator: commands wait for this
      bytes += parts.get(i).getAsLong();
    }
    for (Shard shard : shards) {
      bytes += shard.counted();
    }
    return bytes;
  }

  /** The bytes that an empty server uses. */
  public long startup() {
    return engine.dispatchers().size() * LOOP_BYTES;
  }

  /** The bytes that clients use: their sessions, input not executed, replies not taken. */
  public long clients() {
    long bytes = engine.sessions().count() * CONNECTION_BYTES;
    List<Dispatcher> loops = engine.dispatchers();
    for (int i = 0; i < loops.size(); i++) { // without an iterator: commands wait for this
      bytes += loops.get(i).memory().buffered();
    }
    return bytes;
  }

  /**
   * Refuses a large piece of memory that the heap cannot hold beside what is used, before it is
   * taken: a few bytes can ask for a string of half a gigabyte, and a JVM that runs out of memory
   * takes down the program in which the server is embedded.
   *
   * @throws CommandError {@link CommandError#OUT_OF_HEAP}
   */
  public void require(long bytes) {
    if (bytes >= SMALL && used() + taken.addAndGet(bytes) > HEAP) {
      taken.addAndGet(-bytes);
      throw CommandError.OUT_OF_HEAP;
    }
  }

  /**
   * Whether the heap can hold no more beside what is used at this moment; for who has all shards
   * locked.
   */
  public boolean fillsHeap() {
    long bytes = startup() + clients();
    for (Shard shard : shards) {
      bytes += shard.heapBytes();
    }
    return bytes > HEAP;
  }

  /** Counts every shard anew, one after the other. */
  public void recount() {
    taken.set(0);
    for (Shard shard : shards) {
      if (!shard.lockUnless(engine.busy())) {
        return;
      }
      try {
        shard.recount();
      } finally {
        shard.unlock();
      }
    }
  }
}
