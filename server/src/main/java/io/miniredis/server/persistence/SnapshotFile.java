package io.miniredis.server.persistence;

import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.RedisVersion;
import io.miniredis.server.engine.Snapshot;
import io.miniredis.server.persistence.aof.AppendOnly;
import io.miniredis.server.persistence.rdb.RdbCodes;
import io.miniredis.server.persistence.rdb.RdbOutput;
import io.miniredis.server.persistence.rdb.RdbVisitor;
import io.miniredis.server.persistence.rdb.RdbWriter;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes all that the server held at one moment, while it goes on. */
final class SnapshotFile implements AppendOnly.Base {
  private static final long FORCED_BYTES = 32L << 20;
  private static final int MILLIS = 1000;
  private static final int NONE = -1;

  private final Engine engine;
  private final boolean isBase;
  private final boolean sums;
  private final boolean forces;
  private final Snapshot<Images> snapshot;
  private final RdbOutput out;
  private final RdbWriter writer;

  // at the moment
  private int version;
  private List<byte[]> functions = List.of();
  private long changes;

  private long checksum;
  private long unforced;
  private int database = NONE;
  private long keys;

  private SnapshotFile(Engine engine, Functions functions, boolean isBase, Runnable moment) {
    this.engine = engine;
    this.isBase = isBase;
    sums = engine.config().get(Settings.RDBCHECKSUM);
    forces = engine.config().get(Settings.RDB_SAVE_INCREMENTAL_FSYNC);
    out = new RdbOutput(engine.config().get(Settings.RDBCOMPRESSION));
    writer = new RdbWriter(out);
    snapshot =
        engine.snapshot(
            () -> new Images(engine),
            () -> {
              version =
                  engine.dataset().hasExpiringElements()
                      ? RdbCodes.VERSION_OF_FIELD_EXPIRY
                      : RdbCodes.VERSION;
              this.functions = functions.sources();
              changes = engine.changes();
              moment.run();
            });
  }

  /**
   * Begins one.
   *
   * @param isBase whether it is the beginning of an append-only file
   * @param moment is done at the moment of which the file tells
   */
  static SnapshotFile begin(Engine engine, Functions functions, boolean isBase, Runnable moment) {
    return new SnapshotFile(engine, functions, isBase, moment);
  }

  /** Keys as they stand in the file. */
  private static final class Images implements Snapshot.Images {
    private final RdbOutput out;
    private final RdbWriter writer;
    private final boolean tellsIdle;
    private final boolean tellsFrequency;
    private long keys;

    Images(Engine engine) {
      out = new RdbOutput(engine.config().get(Settings.RDBCOMPRESSION));
      writer = new RdbWriter(out);
      tellsIdle = engine.config().get(Settings.MAXMEMORY_POLICY).leastRecent();
      tellsFrequency = engine.config().get(Settings.MAXMEMORY_POLICY).leastFrequent();
    }

    @Override
    public void add(
        Slice key,
        @Nullable Value value,
        Slice text,
        long expiry,
        long idleSeconds,
        int frequency) {
      writer.writeKey(
          key,
          value,
          text,
          expiry,
          tellsIdle ? idleSeconds : RdbVisitor.UNTOLD,
          tellsFrequency ? frequency : RdbVisitor.UNTOLD);
      keys++;
    }

    @Override
    public long size() {
      return out.size();
    }
  }

  /** Changes that the server had seen at the moment. */
  long changes() {
    return changes;
  }

  /** How many keys were written. */
  long keys() {
    return keys;
  }

  /** Has {@link #write} fail soon. */
  void cancel() {
    snapshot.cancel();
  }

  /** Writes everything; it is on the disk for good when this returns. */
  @Override
  public void write(Disk.Appender file) throws IOException {
    WritableByteChannel channel = new AppenderChannel(file);
    writeHead();
    drain(out, channel);
    snapshot.write(
        (number, images) -> {
          if (images.keys > 0 && number != database) {
            database = number;
            writer.writeDatabase(number, snapshot.keys(number), snapshot.expiring(number));
            drain(out, channel);
          }
          keys += images.keys;
          images.keys = 0;
          drain(images.out, channel);
          force(file);
        });
    writer.writeEnd();
    drain(out, channel);
    out.writeLongLe(sums ? checksum : 0);
    drain(out, channel);
    file.force();
  }

  private void writeHead() {
    writer.writeHead(version);
    writer.writeAux("redis-ver", RedisVersion.TEXT);
    writer.writeAux("redis-bits", Integer.toString(Long.SIZE));
    writer.writeAux("ctime", Long.toString(engine.clock().millis() / MILLIS));
    writer.writeAux("used-mem", Long.toString(engine.memory().used()));
    writer.writeAux("aof-base", isBase ? "1" : "0");
    for (byte[] source : functions) {
      writer.writeFunction(Slice.of(source));
    }
  }

  private void drain(RdbOutput from, WritableByteChannel to) throws IOException {
    unforced += from.size();
    checksum = from.drain(to, checksum, sums);
  }

  private void force(Disk.Appender file) throws IOException {
    if (forces && unforced >= FORCED_BYTES) {
      file.force();
      unforced = 0;
    }
  }

  @Override
  public void close() {
    snapshot.close();
  }

  private record AppenderChannel(Disk.Appender file) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int n = bytes.remaining();
      file.write(bytes);
      return n;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
