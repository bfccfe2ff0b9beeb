package io.miniredis.server.persistence;

import io.miniredis.server.config.ConfigException;
import io.miniredis.server.config.SavePoint;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.persistence.aof.AppendOnly;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What makes a server's data outlive it: loads it when the server starts, writes snapshots and the
 * append-only file while it runs and when it ends. One instance a server.
 */
public final class Persistence {
  private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
  private static final double NANOS_A_SECOND = 1e9;
  private static final long NANOS_IN_A_SECOND = 1_000_000_000;
  private static final String NOT_SAVED =
      "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to"
          + " disk. Commands that may modify the data set are disabled, because this instance is"
          + " configured to report errors during writes if RDB snapshotting fails"
          + " (stop-writes-on-bgsave-error option). Please check the Redis logs for details about"
          + " the RDB error.";

  private final Engine engine;
  private final Disk disk;
  private final SaveRecord record;
  private final BackgroundWork background = new BackgroundWork();
  private volatile Functions functions = Functions.NONE;
  private volatile @Nullable AppendOnly appendOnly;
  private volatile Loader.Outcome lastLoad = new Loader.Outcome(0, 0, 0);
  private volatile boolean running;
  private volatile boolean savesAtEnd;

  private Persistence(Engine engine) {
    this(engine, Disk.real());
  }

  /** The one of a server that keeps its data on another disk, if none was asked for before. */
  static Persistence of(Engine engine, Disk disk) {
    return engine.part(Persistence.class, e -> new Persistence(e, disk));
  }

  private Persistence(Engine engine, Disk disk) {
    this.engine = engine;
    this.disk = disk;
    record = new SaveRecord(engine.clock());
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
    return directory().resolve(engine.config().get(Settings.DBFILENAME));
  }

  private Path directory() {
    return engine.config().get(Settings.DIR).toAbsolutePath().normalize();
  }

  // ---- the server starts

  /** Has commands that need data be refused until the server has {@linkplain #start started}. */
  public void prepare() {
    engine.loading().begin(engine.clock().millis(), 0);
  }

  /**
   * Loads what there is, the append-only file if that is on, else the snapshot; and keeps writing
   * what the settings say from then on.
   *
   * @throws IOException with one line that names the file, if it cannot be loaded
   */
  public void start() throws IOException {
    try {
      AppendOnly aof = new AppendOnly(engine, disk, bases(), new Fate(), directory());
      appendOnly = aof;
      if (engine.config().get(Settings.APPENDONLY)) {
        startAppending(aof);
      } else {
        loadIfAny(false);
      }
    } finally {
      engine.loading().end();
    }
    engine.config().onChange(Settings.APPENDONLY, this::append);
    savesAtEnd = true;
    running = true;
    engine.upkeep().alsoAtEachTick(this::tick);
  }

  private AppendOnly.Bases bases() {
    return new SnapshotBases(
        engine,
        functions,
        snapshot -> background.cancelBy(snapshot::cancel),
        outcome -> lastLoad = outcome);
  }

  private void startAppending(AppendOnly aof) throws IOException {
    if (aof.exists()) {
      aof.load();
      aof.goOn();
    } else {
      loadIfAny(false);
      aof.startAnew();
    }
    record.upTo(engine.changes());
  }

  /** The setting {@code appendonly} has changed. */
  private void append(boolean on) {
    AppendOnly aof = appendOnly;
    if (aof == null || !running) {
      return;
    }
    if (on) {
      if (!background.start(BackgroundWork.Kind.REWRITE, this::rewriteNow)) {
        background.schedule(BackgroundWork.Kind.REWRITE);
      }
    } else if (!background.start(BackgroundWork.Kind.END, aof::end)) {
      throw new ConfigException("a snapshot or a rewrite is under way; try again when it is done");
    }
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
      load(merges ? Loader.Kind.MERGED : Loader.Kind.WHOLE);
    } catch (NoSuchFileException e) {
      LOG.debug("There is no snapshot at {}", file());
    }
  }

  private void load(Loader.Kind kind) throws IOException {
    long begin = System.nanoTime();
    Loader.Outcome outcome = Loader.load(engine, functions, file(), kind);
    lastLoad = outcome;
    record.upTo(engine.changes());
    LOG.info(
        "Done loading RDB, keys loaded: {}, keys expired: {}, {} seconds",
        outcome.loaded(),
        outcome.expired(),
        seconds(begin));
  }

  /**
   * Waits until every change until now is on the disk for good.
   *
   * @param timeoutMillis 0 is for ever
   * @return whether it is; false too where there is no append-only file
   */
  public boolean awaitDurable(long timeoutMillis) throws InterruptedException {
    AppendOnly aof = appendOnly;
    return aof != null && aof.awaitDurable(timeoutMillis);
  }

  /** Whether every change until now is on the disk for good. */
  public boolean isDurable() {
    AppendOnly aof = appendOnly;
    return aof != null && aof.isDurable();
  }

  /** Whether changes are written to an append-only file. */
  public boolean isAppending() {
    AppendOnly aof = appendOnly;
    return aof != null && aof.isOn();
  }

  /** Returns when every change until now is in the append-only file, if there is one. */
  public void flushAppendOnly() {
    AppendOnly aof = appendOnly;
    if (aof != null) {
      aof.flush();
    }
  }

  /**
   * Loads the append-only file as it is now, into a data set that is empty. The caller has all
   * shards locked.
   */
  public void loadAppendOnly() throws IOException {
    AppendOnly aof = appendOnly;
    if (aof == null) {
      return;
    }
    if (!background.occupy(BackgroundWork.Kind.LOAD)) {
      throw new IOException("a snapshot or a rewrite is under way");
    }
    try {
      aof.load();
    } finally {
      engine.loading().end();
      background.done();
    }
  }

  // ---- snapshots

  /**
   * Writes a snapshot. It is on the disk for good when this returns.
   *
   * @throws IOException if that failed, or another is being written; the snapshot before is still
   *     there then
   */
  public void save() throws IOException {
    if (!background.occupy(BackgroundWork.Kind.SAVE)) {
      throw new IOException("a snapshot is being written already");
    }
    try {
      saveNow();
    } finally {
      background.done();
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

  /** What becomes of a wish for background work. */
  public enum Begun {
    STARTED,
    SCHEDULED,
    /** The same is under way. */
    ALREADY,
    /** Something else is under way. */
    OCCUPIED
  }

  /**
   * Begins to write a snapshot in the background.
   *
   * @param schedules whether it is to be done later where something else is under way
   */
  public Begun saveInBackground(boolean schedules) {
    record.tries();
    return begin(BackgroundWork.Kind.SAVE, this::saveLogged, schedules);
  }

  /** Begins to rewrite the append-only file in the background, or does it later. */
  public Begun rewriteInBackground() {
    return begin(BackgroundWork.Kind.REWRITE, this::rewriteNow, true);
  }

  /** Has a snapshot be written soon, by nobody who is running now. */
  public Begun saveLater() {
    return later(BackgroundWork.Kind.SAVE);
  }

  /** Has the append-only file be rewritten soon. */
  public Begun rewriteLater() {
    return later(BackgroundWork.Kind.REWRITE);
  }

  private Begun later(BackgroundWork.Kind kind) {
    if (background.current() == kind) {
      return Begun.ALREADY;
    }
    background.schedule(kind);
    return Begun.SCHEDULED;
  }

  private Begun begin(BackgroundWork.Kind kind, Runnable work, boolean schedules) {
    if (background.current() == kind) {
      return Begun.ALREADY;
    }
    if (background.start(kind, work)) {
      return Begun.STARTED;
    }
    if (schedules) {
      background.schedule(kind);
      return Begun.SCHEDULED;
    }
    return Begun.OCCUPIED;
  }

  /** That it failed has been logged; whoever writes is to know it too, as nobody waits for it. */
  private void saveLogged() {
    try {
      saveNow();
    } catch (IOException e) {
      record.saveFailed();
      refuseWritesIfNeeded();
    }
  }

  private void saveNow() throws IOException {
    long begin = System.nanoTime();
    Path file = file();
    Path fresh = file.resolveSibling("temp-" + ProcessHandle.current().pid() + ".rdb");
    try (SnapshotFile snapshot = SnapshotFile.begin(engine, functions, false, () -> {})) {
      background.cancelBy(snapshot::cancel);
      DataFiles.refuseDirectory(file);
      disk.delete(fresh);
      try (Disk.Appender out = disk.append(fresh)) {
        snapshot.write(out);
      }
      disk.rename(fresh, file);
      disk.forceDirectory(file.resolveSibling(""));
      record.saved(snapshot.changes());
      LOG.info("DB saved on disk: {} keys, {} seconds", snapshot.keys(), seconds(begin));
    } catch (IOException | RuntimeException e) {
      LOG.error("Saving to {} failed: {}", file, e.toString());
      deleteQuietly(fresh);
      throw e;
    } finally {
      record.saveTook(System.nanoTime() - begin);
      refuseWritesIfNeeded();
    }
  }

  private void deleteQuietly(Path file) {
    try {
      disk.delete(file);
    } catch (IOException e) {
      LOG.debug("{} is left over", file, e);
    }
  }

  private void rewriteNow() {
    AppendOnly aof = appendOnly;
    if (aof == null) {
      return;
    }
    long begin = System.nanoTime();
    try {
      record.tries();
      if (engine.config().get(Settings.APPENDONLY)) {
        aof.rewrite();
      } else {
        aof.writeOnce();
      }
      LOG.info("The append-only file is rewritten: {} bytes", aof.baseSize());
      record.rewritten();
    } catch (IOException | RuntimeException e) {
      record.rewriteFailed();
      LOG.warn("Rewriting the append-only file failed: {}", e.toString());
    } finally {
      record.rewriteTook(System.nanoTime() - begin);
      refuseWritesIfNeeded();
    }
  }

  // ---- while it runs

  private void tick() {
    AppendOnly aof = appendOnly;
    if (aof == null || !running) {
      return;
    }
    aof.tick();
    BackgroundWork.Kind wanted = background.takeScheduled();
    if (wanted == BackgroundWork.Kind.REWRITE || isTimeToRewrite(aof)) {
      rewriteInBackground();
    } else if (wanted == BackgroundWork.Kind.SAVE || isTimeToSave()) {
      saveInBackground(false);
    }
  }

  /** When it has grown; and after a failure, to begin anew when there may be room again. */
  private boolean isTimeToRewrite(AppendOnly aof) {
    boolean failed = aof.failure() != null || !aof.isOn();
    return engine.config().get(Settings.APPENDONLY)
        && background.current() == BackgroundWork.Kind.NONE
        && (failed || aof.isToBeRewritten())
        && record.mayTryAgain();
  }

  private boolean isTimeToSave() {
    SavePoint point = record.reached(engine.config().get(Settings.SAVE), engine.changes());
    if (point == null || background.current() != BackgroundWork.Kind.NONE) {
      return false;
    }
    LOG.info("{} changes in {} seconds. Saving...", point.changes(), point.seconds());
    return true;
  }

  private void refuseWritesIfNeeded() {
    AppendOnly aof = appendOnly;
    IOException failure = aof == null ? null : aof.failure();
    if (failure != null) {
      engine.refuseWrites("MISCONF Errors writing to the AOF file: " + failure.getMessage());
    } else if (record.lastSaveFailed()
        && !engine.config().get(Settings.SAVE).isEmpty()
        && engine.config().get(Settings.STOP_WRITES_ON_BGSAVE_ERROR)) {
      engine.refuseWrites(NOT_SAVED);
    } else {
      engine.refuseWrites(null);
    }
  }

  /** What happens when the append-only file cannot be written. */
  private final class Fate implements AppendOnly.Owner {
    @Override
    public boolean isSaving() {
      return background.current() != BackgroundWork.Kind.NONE;
    }

    @Override
    public void failed(IOException e, boolean always) {
      if (always) {
        LOG.error(
            "The append-only file cannot be written, and appendfsync is 'always': the server ends,"
                + " as it cannot keep what it promises");
        engine.lifecycle().fail();
      } else {
        refuseWritesIfNeeded();
      }
    }
  }

  // ---- the server ends

  /** Whether the server saves when it ends, if nobody says otherwise. */
  public boolean savesAtEnd() {
    return savesAtEnd && !engine.config().get(Settings.SAVE).isEmpty();
  }

  /** Has it be settled what becomes of the data: nothing is saved at the end any more. */
  public void settle() {
    savesAtEnd = false;
  }

  /**
   * Writes for the last time what there is to write, if that is the server's way; a failure is only
   * logged. No command runs any more.
   */
  public void end() {
    running = false;
    background.endAll();
    if (savesAtEnd()) {
      savesAtEnd = false;
      trySave();
    }
    AppendOnly aof = appendOnly;
    if (aof != null) {
      aof.end();
    }
  }

  private static String seconds(long begin) {
    return String.format(Locale.ROOT, "%.3f", (System.nanoTime() - begin) / NANOS_A_SECOND);
  }

  /** What INFO tells. */
  public PersistenceInfo info() {
    AppendOnly aof = appendOnly;
    AppendOnly running = aof != null && aof.isOn() ? aof : null;
    return new PersistenceInfo(
        lastSaveSeconds(),
        record.unsaved(engine.changes()),
        record.saves(),
        lastLoad.loaded(),
        lastLoad.expired(),
        background.current() == BackgroundWork.Kind.SAVE,
        background.current() == BackgroundWork.Kind.REWRITE,
        background.isScheduled(BackgroundWork.Kind.REWRITE),
        (System.nanoTime() - background.begunNanos()) / NANOS_IN_A_SECOND,
        record.lastSaveFailed(),
        record.lastSaveTook(),
        record.rewrites(),
        record.failedRewrites(),
        record.lastRewriteTook(),
        running != null,
        running != null && running.failure() != null,
        running == null ? 0 : running.size(),
        running == null ? 0 : running.baseSize(),
        running == null ? 0 : running.pending());
  }

  /** When a snapshot was last written, or the server began, in seconds since the epoch. */
  public long lastSaveSeconds() {
    return record.lastSaveSeconds();
  }
}
