package io.miniredis.server.persistence;

import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Dataset;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.RedisVersion;
import io.miniredis.server.persistence.rdb.RdbCodes;
import io.miniredis.server.persistence.rdb.RdbOutput;
import io.miniredis.server.persistence.rdb.RdbVisitor;
import io.miniredis.server.persistence.rdb.RdbWriter;
import io.miniredis.server.value.Slice;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes all that the server holds to a file: first beside the one that it then takes the place of,
 * so that whatever happens the old one or the new one is there.
 */
final class SnapshotFile {
  private static final int DRAINED_BYTES = 1 << 20;
  private static final long FORCED_BYTES = 32L << 20;
  private static final int MILLIS = 1000;

  private final Engine engine;
  private final Functions functions;
  private final boolean sums;
  private final boolean forces;
  private final boolean tellsIdle;
  private final boolean tellsFrequency;
  private final RdbOutput out;
  private final RdbWriter writer;
  private final Path fresh;
  private long checksum;
  private long unforced;
  private long keys;

  private SnapshotFile(Engine engine, Functions functions, Path target) {
    this.engine = engine;
    this.functions = functions;
    sums = engine.config().get(Settings.RDBCHECKSUM);
    forces = engine.config().get(Settings.RDB_SAVE_INCREMENTAL_FSYNC);
    tellsIdle = engine.config().get(Settings.MAXMEMORY_POLICY).leastRecent();
    tellsFrequency = engine.config().get(Settings.MAXMEMORY_POLICY).leastFrequent();
    out = new RdbOutput(engine.config().get(Settings.RDBCOMPRESSION));
    writer = new RdbWriter(out);
    fresh = target.resolveSibling("temp-" + ProcessHandle.current().pid() + ".rdb");
  }

  /** What was written. */
  record Outcome(long keys, long changes) {}

  /** Writes everything while nothing runs, and has it take the target's place. */
  static Outcome write(Engine engine, Functions functions, Path target) throws IOException {
    SnapshotFile snapshot = new SnapshotFile(engine, functions, target);
    try (FileChannel channel =
        FileChannel.open(
            snapshot.fresh,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      long changes =
          engine
              .dataset()
              .exclusively(
                  () -> {
                    snapshot.writeAll(channel);
                    return engine.changes();
                  });
      channel.force(true);
      DataFiles.putInPlace(snapshot.fresh, target);
      return new Outcome(snapshot.keys, changes);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      Files.deleteIfExists(snapshot.fresh);
    }
  }

  private void writeAll(FileChannel channel) throws Exception {
    Dataset dataset = engine.dataset();
    writer.writeHead(
        dataset.hasExpiringElements() ? RdbCodes.VERSION_OF_FIELD_EXPIRY : RdbCodes.VERSION);
    writer.writeAux("redis-ver", RedisVersion.TEXT);
    writer.writeAux("redis-bits", Integer.toString(Long.SIZE));
    writer.writeAux("ctime", Long.toString(engine.clock().millis() / MILLIS));
    writer.writeAux("used-mem", Long.toString(engine.memory().used()));
    writer.writeAux("aof-base", "0");
    for (byte[] source : functions.sources()) {
      writer.writeFunction(Slice.of(source));
    }
    for (int database = 0; database < dataset.databases(); database++) {
      long size = dataset.size(database);
      if (size > 0) {
        writer.writeDatabase(database, size, dataset.expiring(database));
        dataset.forEach(
            database,
            (key, value, text, expiry, idle, frequency) -> {
              writer.writeKey(
                  key,
                  value,
                  text,
                  expiry,
                  tellsIdle ? idle : RdbVisitor.UNTOLD,
                  tellsFrequency ? frequency : RdbVisitor.UNTOLD);
              keys++;
              if (out.size() >= DRAINED_BYTES) {
                drain(channel);
              }
            });
      }
    }
    writer.writeEnd();
    drain(channel);
    out.writeLongLe(sums ? checksum : 0);
    drain(channel);
  }

  private void drain(FileChannel channel) throws IOException {
    unforced += out.size();
    checksum = out.drain(channel, checksum, sums);
    if (forces && unforced >= FORCED_BYTES) {
      channel.force(false);
      unforced = 0;
    }
  }
}
