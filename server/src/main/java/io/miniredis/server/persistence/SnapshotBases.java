package io.miniredis.server.persistence;

import io.miniredis.server.engine.Engine;
import io.miniredis.server.persistence.aof.AppendOnly;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Bases of the append-only file, which are snapshots.
 *
 * @param begun is told of each snapshot that begins
 * @param loaded is told of what was loaded
 */
record SnapshotBases(
    Engine engine,
    Functions functions,
    Consumer<SnapshotFile> begun,
    Consumer<Loader.Outcome> loaded)
    implements AppendOnly.Bases {
  @Override
  public AppendOnly.Base begin(Runnable moment) {
    SnapshotFile snapshot = SnapshotFile.begin(engine, functions, true, moment);
    begun.accept(snapshot);
    return snapshot;
  }

  @Override
  public void load(SeekableByteChannel in, Path file, boolean isWhole) throws IOException {
    Loader.Kind kind = isWhole ? Loader.Kind.BASE : Loader.Kind.PREAMBLE;
    loaded.accept(Loader.load(engine, functions, in, file, kind));
  }
}
