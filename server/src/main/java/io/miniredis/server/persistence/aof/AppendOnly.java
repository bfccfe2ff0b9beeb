package io.miniredis.server.persistence.aof;

import io.miniredis.server.config.AppendFsync;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Durability;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.persistence.DataException;
import io.miniredis.server.persistence.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The append-only file of a server: loads it, follows all changes, and rewrites it when it has
 * grown.
 *
 * <p>A rewrite takes a snapshot. At its moment the changes go on in a new file, which the manifest
 * names already behind the others; so whatever happens until the new base is complete, base and
 * files together are everything. Then one manifest that names the new base and the new file takes
 * the place of the old one.
 *
 * <p>Starting, rewriting and stopping are for one thread at a time; who asks that sees to it.
 */
public final class AppendOnly {
  /** How bases are written and read: as snapshots. */
  public interface Bases {
    /** Begins a snapshot; {@code moment} is run at its moment, with all shards locked. */
    Base begin(Runnable moment);

    /** Loads a snapshot that is a file, or the beginning of one; the channel is behind it then. */
    void load(SeekableByteChannel in, Path file, boolean isWhole) throws IOException;
  }

  /** A base that is being written. */
  public interface Base extends AutoCloseable {
    /** Writes it to a file and forces it. */
    void write(Disk.Appender out) throws IOException;

    @Override
    void close();
  }

  /** Who is told what becomes of it. */
  public interface Owner {
    /** Whether a snapshot is being written, whose writes the disk is to be spared for. */
    boolean isSaving();

    /** Nothing more can be written, as a write or force has failed. */
    void failed(IOException e, boolean always);
  }

  private static final Logger LOG = LoggerFactory.getLogger(AppendOnly.class);
  private static final byte[] PREAMBLE = "REDIS".getBytes(StandardCharsets.US_ASCII);
  private static final int PERCENT = 100;

  private final Engine engine;
  private final Disk disk;
  private final Bases bases;
  private final Owner owner;
  private final AofFiles files;
  private volatile Manifest manifest = Manifest.EMPTY;
  private volatile @Nullable AofWriter writer;
  private volatile long closedBytes; // of the files before the one that is written
  private volatile long bytesAtRewrite;
  private volatile @Nullable IOException failure;

  public AppendOnly(Engine engine, Disk disk, Bases bases, Owner owner, Path directory) {
    this.engine = engine;
    this.disk = disk;
    this.bases = bases;
    this.owner = owner;
    this.files =
        new AofFiles(
            disk,
            directory.resolve(engine.config().get(Settings.APPENDDIRNAME)),
            engine.config().get(Settings.APPENDFILENAME));
  }

  // ---- loading

  /** Whether there is one to load. */
  public boolean exists() throws IOException {
    adoptOldFile();
    return files.readManifest() != null;
  }

  /** Before Redis 7 the append-only file was one file, beside the snapshot: it becomes a base. */
  private void adoptOldFile() throws IOException {
    String name = engine.config().get(Settings.APPENDFILENAME);
    Path old = files.directory().resolveSibling(name);
    if (files.readManifest() == null && disk.exists(old)) {
      LOG.info("{} becomes the first of several files, in {}", old, files.directory());
      disk.makeDirectory(files.directory());
      disk.rename(old, files.directory().resolve(name));
      files.writeManifest(new Manifest(new Manifest.Entry(name, 1), List.of(), List.of()));
    }
  }

  /**
   * Loads everything. The data set must be empty.
   *
   * @throws IOException with a line that names the file, and the offset if that helps
   */
  public void load() throws IOException {
    Manifest found = files.readManifest();
    if (found == null) {
      return;
    }
    manifest = found;
    AofLoader loader = new AofLoader(engine);
    engine.loading().begin(engine.clock().millis(), files.bytes(found));
    List<Manifest.Entry> all = new ArrayList<>(found.changes());
    if (found.base() != null) {
      all.addFirst(found.base());
    }
    for (int i = 0; i < all.size(); i++) {
      load(loader, all.get(i), isNothingIn(all.subList(i + 1, all.size())));
    }
  }

  /** A file is named before it is needed, and written to when the one before is complete. */
  private boolean isNothingIn(List<Manifest.Entry> entries) throws IOException {
    for (Manifest.Entry entry : entries) {
      if (disk.exists(files.path(entry)) && files.size(entry) > 0) {
        return false;
      }
    }
    return true;
  }

  private void load(AofLoader loader, Manifest.Entry entry, boolean isLast) throws IOException {
    Path file = files.path(entry);
    AofLoader.Outcome outcome;
    try (SeekableByteChannel in = disk.read(file)) {
      if (isSnapshot(in)) {
        bases.load(in, file, entry.name().endsWith(".rdb"));
      }
      outcome = loader.load(in);
    } catch (AofReader.FormatException e) {
      throw new DataException(
          file,
          e.offset(),
          e.getMessage() + ". check-aof --fix writes a file of what is before it");
    } catch (java.nio.file.NoSuchFileException e) {
      throw new DataException(file, "the manifest names it, but it is not there");
    }
    if (outcome.cutOff()) {
      cut(file, outcome.end(), isLast);
    }
    LOG.info("{}: {} commands done again", file.getFileName(), outcome.commands());
  }

  private static boolean isSnapshot(SeekableByteChannel in) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(PREAMBLE.length);
    while (head.hasRemaining() && in.read(head) >= 0) {
      Thread.onSpinWait();
    }
    in.position(0);
    return ByteBuffer.wrap(PREAMBLE).equals(head.flip());
  }

  private void cut(Path file, long end, boolean isLast) throws IOException {
    if (!isLast || !engine.config().get(Settings.AOF_LOAD_TRUNCATED)) {
      throw new DataException(
          file,
          end,
          "the file ends in the middle of something. check-aof --fix writes a file without it");
    }
    LOG.warn("{} ends in the middle of something: it is cut to {} bytes", file, end);
    try (Disk.Appender out = disk.append(file)) {
      out.truncate(end);
      out.force();
    }
  }

  // ---- following

  /** Whether changes are followed. */
  public boolean isOn() {
    return writer != null;
  }

  /** Goes on behind what was {@linkplain #load loaded}, before clients are served. */
  public void goOn() throws IOException {
    files.deleteTemporary();
    manifest = files.deleteOld(manifest);
    closedBytes = files.bytes(manifest);
    bytesAtRewrite = closedBytes;
    Disk.Appender file = openLast();
    AofWriter made = new AofWriter(engine.changeLog(), new Policy(), file);
    begin(made);
    engine.follow(made);
  }

  /**
   * An empty file at the end: what another server, or another version, has written stays as it is.
   */
  private Disk.Appender openLast() throws IOException {
    List<Manifest.Entry> changes = manifest.changes();
    if (!changes.isEmpty()
        && disk.exists(files.path(changes.getLast()))
        && files.size(changes.getLast()) == 0) {
      return disk.append(files.path(changes.getLast()));
    }
    Manifest.Entry next = files.nextChanges(manifest);
    Disk.Appender file = disk.append(files.path(next));
    Manifest extended = manifest.withChanges(next);
    files.writeManifest(extended);
    manifest = extended;
    return file;
  }

  private void begin(AofWriter made) {
    writer = made;
    made.start();
    engine.durability().follow(new Held(made));
  }

  /** Begins anew with what the server holds now, whatever there is in files. */
  public void startAnew() throws IOException {
    disk.makeDirectory(files.directory());
    files.deleteTemporary();
    Manifest before = files.readManifest();
    manifest = before == null ? Manifest.EMPTY : before;
    Manifest.Entry next = files.nextChanges(manifest);
    Path changes = files.temporary("changes");
    AofWriter made = new AofWriter(engine.changeLog(), new Policy(), disk.append(changes));
    closedBytes = 0;
    try (Base base = bases.begin(() -> engine.follow(made))) {
      begin(made);
      Path written = write(base);
      disk.rename(changes, files.path(next));
      take(written, manifest.withChanges(next), next.number());
      failure = null;
    } catch (IOException | RuntimeException e) {
      stop();
      throw e;
    }
  }

  /** Writes everything as a new base, and follows no changes. */
  public void writeOnce() throws IOException {
    disk.makeDirectory(files.directory());
    files.deleteTemporary();
    Manifest before = files.readManifest();
    manifest = before == null ? Manifest.EMPTY : before;
    Manifest.Entry next = files.nextChanges(manifest);
    try (Base base = bases.begin(() -> {})) {
      Path written = write(base);
      disk.append(files.path(next)).close();
      take(written, manifest.withChanges(next), next.number());
    }
  }

  /** Rewrites everything as a new base, and the changes since its moment. */
  public void rewrite() throws IOException {
    AofWriter current = writer;
    if (current == null || current.failure() != null) {
      stop();
      startAnew();
      return;
    }
    Manifest.Entry next = files.nextChanges(manifest);
    Disk.Appender file = disk.append(files.path(next));
    Manifest extended = manifest.withChanges(next);
    files.writeManifest(extended);
    manifest = extended;
    Runnable moment = () -> engine.changeLog().betweenUnits(() -> current.continueIn(file));
    try (Base base = bases.begin(moment)) {
      take(write(base), extended, next.number());
    }
  }

  private Path write(Base base) throws IOException {
    Path fresh = files.temporary("base");
    disk.delete(fresh);
    try (Disk.Appender out = disk.append(fresh)) {
      base.write(out);
    }
    return fresh;
  }

  /** Has a new base be the one that counts, and the changes from a number on. */
  private void take(Path fresh, Manifest before, long firstChanges) throws IOException {
    Manifest.Entry base = files.nextBase(before);
    disk.rename(fresh, files.path(base));
    disk.forceDirectory(files.directory());
    Manifest after = before.withBase(base, firstChanges);
    files.writeManifest(after);
    manifest = after;
    closedBytes = files.size(base);
    bytesAtRewrite = closedBytes;
    if (!engine.config().get(Settings.AOF_DISABLE_AUTO_GC)) {
      manifest = files.deleteOld(after);
    }
  }

  /** Follows no more, and nobody minds. */
  public void end() {
    stop();
    failure = null;
  }

  /** Follows no more; what was followed is written and forced. */
  private void stop() {
    AofWriter current = writer;
    if (current != null) {
      engine.follow(null);
      current.close();
      writer = null;
      engine.durability().end();
    }
  }

  /** Returns when everything until now is in the file. */
  public void flush() {
    AofWriter current = writer;
    while (current != null && current.pending() > 0 && current.failure() == null) {
      current.poke();
      Thread.onSpinWait();
    }
  }

  /** Whether every change until now is on the disk. */
  public boolean isDurable() {
    AofWriter current = writer;
    return current != null && current.durable() >= current.position();
  }

  /** Waits until every change until now is on the disk; false if the time was over before. */
  public boolean awaitDurable(long timeoutMillis) throws InterruptedException {
    AofWriter current = writer;
    if (current == null) {
      return false;
    }
    long position = current.position();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (current.durable() < position && current.failure() == null) {
      if (timeoutMillis > 0 && System.nanoTime() - deadline >= 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return current.failure() == null;
  }

  // ---- while it is on

  /** To be called several times a second. */
  public void tick() {
    AofWriter current = writer;
    if (current != null) {
      current.poke();
    }
  }

  /** Whether it has grown so much since the last rewrite that it is time for another one. */
  public boolean isToBeRewritten() {
    int percentage = engine.config().integer(Settings.AUTO_AOF_REWRITE_PERCENTAGE);
    long size = size();
    if (writer == null
        || percentage == 0
        || size < engine.config().get(Settings.AUTO_AOF_REWRITE_MIN_SIZE)) {
      return false;
    }
    long base = Math.max(1, bytesAtRewrite);
    return (double) size * PERCENT / base - PERCENT >= percentage;
  }

  /** Bytes of all files. */
  public long size() {
    AofWriter current = writer;
    return closedBytes + (current == null ? 0 : current.fileSize());
  }

  /** Bytes of all files when the last rewrite, or the server, began. */
  public long baseSize() {
    return bytesAtRewrite;
  }

  /** Bytes that are not in the file yet. */
  public long pending() {
    AofWriter current = writer;
    return current == null ? 0 : current.pending();
  }

  /** Why changes are not written that should be; null while all is well. */
  public @Nullable IOException failure() {
    return failure;
  }

  private final class Policy implements AofWriter.Owner {
    @Override
    public AppendFsync policy() {
      return engine.config().get(Settings.APPENDFSYNC);
    }

    @Override
    public long nanos() {
      return engine.clock().nanos();
    }

    @Override
    public boolean spares() {
      return owner.isSaving() && engine.config().get(Settings.NO_APPENDFSYNC_ON_REWRITE);
    }

    @Override
    public void progressed() {
      engine.durability().progressed();
    }

    @Override
    public void failed(IOException e) {
      failure = e;
      owner.failed(e, policy() == AppendFsync.ALWAYS);
    }
  }

  /** With {@code appendfsync always}, nobody hears of a change before it is on the disk. */
  private final class Held implements Durability.Progress {
    private final AofWriter from;

    Held(AofWriter from) {
      this.from = from;
    }

    @Override
    public boolean matters() {
      return engine.config().get(Settings.APPENDFSYNC) == AppendFsync.ALWAYS;
    }

    @Override
    public long position() {
      return from.position();
    }

    @Override
    public long durable() {
      return from.durable();
    }
  }
}
