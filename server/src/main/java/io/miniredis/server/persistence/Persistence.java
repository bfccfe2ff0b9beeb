package io.miniredis.server.persistence;

import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Engine;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What makes a server's data outlive it: loads the snapshot when it starts, writes one when it is
 * asked to or ends. One instance a server.
 */
public final class Persistence {
  private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
  private static final double NANOS_A_SECOND = 1e9;
  private static final int MILLIS = 1000;

  private final Engine engine;
  private volatile Functions functions = Functions.NONE;
  private volatile long lastSaveMillis;
  private volatile long changesSaved;
  private volatile long saves;
  private volatile Loader.Outcome lastLoad = new Loader.Outcome(0, 0, 0);
  private volatile boolean savesAtEnd;

  private Persistence(Engine engine) {
    this.engine = engine;
    lastSaveMillis = engine.clock().millis();
  }

  /** The one of a server. */
  public static Persistence of(Engine engine) {
    return engine.part(Persistence.class, Persistence::new);
  }

  /** Says where functions are kept, before anything is loaded. */
  public void functions(Functions libraries) {
    functions = libraries;
  }

  /** The file that snapshots are written to and loaded from. */
  public Path file() {
    return engine
        .config()
        .get(Settings.DIR)
        .toAbsolutePath()
        .normalize()
        .resolve(engine.config().get(Settings.DBFILENAME));
  }

  /** Has commands that need data be refused until the server has {@linkplain #start started}. */
  public void prepare() {
    engine.loading().begin(engine.clock().millis(), 0);
  }

  /**
   * Loads the snapshot if there is one, and has the server {@linkplain #saveAtEnd save} when it
   * ends, if there are save points.
   *
   * @throws IOException with one line that names the file, if it cannot be loaded
   */
  public void start() throws IOException {
    try {
      loadIfAny(false);
    } finally {
      engine.loading().end();
    }
    savesAtEnd = true;
  }

  /**
   * Loads the snapshot, if there is one.
   *
   * @param merges whether its keys take the place of those that are there already, which must not
   *     be otherwise
   * @throws IOException with one line that names the file; part of it may have been loaded
   */
  public void loadIfAny(boolean merges) throws IOException {
    try {
      load(merges);
    } catch (NoSuchFileException e) {
      LOG.debug("There is no snapshot at {}", file());
    }
  }

  private void load(boolean merges) throws IOException {
    long begin = System.nanoTime();
    Loader.Outcome outcome = Loader.load(engine, functions, file(), merges);
    lastLoad = outcome;
    changesSaved = engine.changes();
    LOG.info(
        "Done loading RDB, keys loaded: {}, keys expired: {}, {} seconds",
        outcome.loaded(),
        outcome.expired(),
        seconds(begin));
  }

  /**
   * Writes a snapshot while nothing else runs. It is on the disk for good when this returns.
   *
   * @throws IOException if that failed; the snapshot before is still there then
   */
  public void save() throws IOException {
    long begin = System.nanoTime();
    Path file = file();
    try {
      SnapshotFile.Outcome outcome = SnapshotFile.write(engine, functions, file);
      changesSaved = outcome.changes();
      lastSaveMillis = engine.clock().millis();
      saves++;
      LOG.info("DB saved on disk: {} keys, {} seconds", outcome.keys(), seconds(begin));
    } catch (IOException e) {
      LOG.error("Saving to {} failed: {}", file, e.toString());
      throw e;
    }
  }

  /** As {@link #save}; false if it failed, which has been logged. */
  public boolean trySave() {
    try {
      save();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the server saves when it ends, if nobody says otherwise. */
  public boolean savesAtEnd() {
    return savesAtEnd && !engine.config().get(Settings.SAVE).isEmpty();
  }

  /** Has it be settled what becomes of the data: nothing is saved at the end any more. */
  public void settle() {
    savesAtEnd = false;
  }

  /** Saves for the last time, if that is the server's way; a failure is only logged. */
  public void saveAtEnd() {
    if (savesAtEnd()) {
      savesAtEnd = false;
      trySave();
    }
  }

  private static String seconds(long begin) {
    return String.format(Locale.ROOT, "%.3f", (System.nanoTime() - begin) / NANOS_A_SECOND);
  }

  // ---- what INFO tells

  /** When a snapshot was last written, or the server began, in seconds since the epoch. */
  public long lastSaveSeconds() {
    return lastSaveMillis / MILLIS;
  }

  /** Changes that no snapshot holds. */
  public long unsavedChanges() {
    return engine.changes() - changesSaved;
  }

  /** How many snapshots were written. */
  public long saves() {
    return saves;
  }

  /** How many keys were loaded the last time. */
  public long keysLoaded() {
    return lastLoad.loaded();
  }

  /** How many keys were left out the last time, as they had expired. */
  public long keysExpired() {
    return lastLoad.expired();
  }
}
