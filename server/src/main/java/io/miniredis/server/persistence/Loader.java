package io.miniredis.server.persistence;

import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Dataset;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.persistence.rdb.KeyText;
import io.miniredis.server.persistence.rdb.RdbException;
import io.miniredis.server.persistence.rdb.RdbInput;
import io.miniredis.server.persistence.rdb.RdbReader;
import io.miniredis.server.persistence.rdb.RdbVisitor;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.Value;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what a snapshot holds. Keys that have expired meanwhile are left out. */
final class Loader implements RdbVisitor {
  private static final Logger LOG = LoggerFactory.getLogger(Loader.class);
  private static final int SHORTEST_KEY = 4; // bytes
  private static final int KEYS_A_LOOK = 1 << 10;
  private static final long NANOS_A_MICRO = 1000;
  private static final long EMPTY_KEYS_TOLD = 10;

  private final Engine engine;
  private final Functions functions;
  private final RdbInput in;
  private final Kind kind;
  private final Dataset.Loader keys;
  private final int databases;
  private final long now;
  private int database;
  private long loaded;
  private long expired;
  private long empty;

  private Loader(Engine engine, Functions functions, RdbInput in, Kind kind) {
    this.kind = kind;
    this.engine = engine;
    this.functions = functions;
    this.in = in;
    keys = engine.dataset().loader();
    databases = engine.dataset().databases();
    now = engine.clock().millis();
  }

  /** What was loaded. */
  record Outcome(long loaded, long expired, long bytes) {}

  /** What a snapshot is there for. */
  enum Kind {
    /** Its keys are all there are. */
    WHOLE,
    /** Its keys replace those that are there. */
    MERGED,
    /** Changes follow in other files, by which keys go that have expired. */
    BASE,
    /** As a base, but the changes follow in the same file. */
    PREAMBLE;

    boolean isBase() {
      return this == BASE || this == PREAMBLE;
    }
  }

  /**
   * Loads a file.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws DataException if it cannot be used
   */
  static Outcome load(Engine engine, Functions functions, Path file, Kind kind) throws IOException {
    try (FileChannel channel = DataFiles.open(file)) {
      engine.loading().begin(engine.clock().millis(), channel.size());
      return load(engine, functions, channel, file, kind);
    } finally {
      engine.loading().end();
    }
  }

  /**
   * Loads what stands in a channel, which is behind it then.
   *
   * @throws DataException if it cannot be used
   */
  static Outcome load(
      Engine engine, Functions functions, SeekableByteChannel channel, Path file, Kind kind)
      throws IOException {
    long size = channel.size();
    try {
      RdbInput in = new RdbInput(channel, size);
      Loader loader = new Loader(engine, functions, in, kind);
      boolean checks = engine.config().get(Settings.RDBCHECKSUM);
      new RdbReader(in, engine.limits(), checks, loader).read();
      if (kind != Kind.PREAMBLE && in.remaining() > 0) {
        throw in.corrupt("there are " + in.remaining() + " bytes behind the end of the data");
      }
      channel.position(in.offset());
      return new Outcome(loader.loaded, loader.expired, size);
    } catch (RdbException e) {
      throw new DataException(file, e);
    } finally {
      engine.memory().recount();
    }
  }

  @Override
  public void aux(Slice name, Slice text) {
    if (name.toString().equals("redis-ver")) {
      LOG.info("Loading RDB produced by version {}", text);
    }
  }

  @Override
  public void select(int number) throws IOException {
    if (number >= databases) {
      throw in.corrupt(
          "keys of database " + number + ", but there are only " + databases + " (databases)");
    }
    database = number;
  }

  @Override
  public void sizes(long count, long expiring) {
    keys.expect(database, Math.clamp(count, 0, in.remaining() / SHORTEST_KEY));
  }

  @Override
  public void function(Slice source) throws IOException {
    try {
      functions.load(source);
    } catch (IOException e) {
      throw in.corrupt(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void moduleData(String module) {
    LOG.warn("Data of the module {} is left out: it is none of a key", module);
  }

  @Override
  public void key(
      Slice key, @Nullable Value value, Slice text, long expiry, long idleSeconds, int frequency)
      throws IOException {
    if (expiry != Record.NO_EXPIRY && expiry < now && !kind.isBase()) {
      expired++;
      return;
    }
    if (kind == Kind.MERGED) {
      keys.remove(database, key);
    }
    if (!keys.add(database, key, value, text, expiry, idleSeconds, frequency)) {
      throw in.corrupt("the key " + KeyText.of(key) + " came before this already");
    }
    loaded++;
    delay();
    if (loaded % KEYS_A_LOOK == 0) {
      engine.loading().progress(in.offset());
    }
  }

  /** Microseconds for each key; a negative number is how many keys have one between them. */
  private void delay() throws InterruptedIOException {
    int delay = engine.config().integer(Settings.KEY_LOAD_DELAY);
    if (delay > 0 || (delay < 0 && loaded % -(long) delay == 0)) {
      try {
        Thread.sleep(Duration.ofNanos(Math.max(1, delay) * NANOS_A_MICRO));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while loading");
      }
    }
  }

  @Override
  public void emptyKey(Slice key) {
    if (empty++ < EMPTY_KEYS_TOLD) {
      LOG.warn("The key {} is left out: its collection is empty", KeyText.of(key));
    }
  }
}
