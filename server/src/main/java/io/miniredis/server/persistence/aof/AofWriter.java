package io.miniredis.server.persistence.aof;

import io.miniredis.server.config.AppendFsync;
import io.miniredis.server.engine.ChangeLog;
import io.miniredis.server.persistence.Disk;
import io.miniredis.server.persistence.rdb.Crc64;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what is changed, and writes and forces it to the file by a thread of its own: what
 * collects while it does that goes together the next time. A batch ends with a checksum.
 *
 * <p>Positions count the bytes that were ever appended. Whoever waits until something is durable
 * waits for the position that was reached behind it.
 */
final class AofWriter implements ChangeLog.Follower {
  /** What the writer needs to know and to tell. */
  interface Owner {
    AppendFsync policy();

    /** Nanoseconds of the server's clock. */
    long nanos();

    /** Whether the file is not to be forced now, as a snapshot is being written. */
    boolean spares();

    /** More is durable, or will be only later. */
    void progressed();

    /** A write or a force failed; nothing more is written to this file. */
    void failed(IOException e);
  }

  private static final Logger LOG = LoggerFactory.getLogger(AofWriter.class);
  private static final int FIRST_CAPACITY = 64 * 1024;
  private static final int KEPT_CAPACITY = 4 << 20;
  private static final long CROWDED = 64L << 20;
  private static final long SECOND = 1_000_000_000;
  private static final long PAUSE_NANOS = 1_000_000; // so that little ones are written together
  private static final int MAX_BATCH = Integer.MAX_VALUE - 64;

  /** What was collected until another file goes on. */
  private record Part(byte[] bytes, int length, Disk.@Nullable Appender nextFile) {}

  private final ChangeLog log;
  private final Owner owner;
  private final Thread thread;

  // under the lock of the log
  private byte[] filling = new byte[FIRST_CAPACITY];
  private int filled;
  private List<Part> ended = new ArrayList<>(); // before what is being filled
  private volatile long appended;

  private final Semaphore signal = new Semaphore(0);
  private volatile boolean wanted; // the thread has been told to look
  private volatile boolean closing;
  private volatile long written;
  private volatile long durable;
  private volatile long fileSize;
  private volatile @Nullable IOException failure;

  // of the thread alone
  private Disk.Appender file;
  private byte[] spare = new byte[FIRST_CAPACITY];
  private long lastForce;

  AofWriter(ChangeLog log, Owner owner, Disk.Appender file) throws IOException {
    this.log = log;
    this.owner = owner;
    this.file = file;
    fileSize = file.size();
    lastForce = owner.nanos();
    thread = new Thread(this::run, "mini-redis-aof");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  // ---- by whoever changes something

  @Override
  public void append(byte[] bytes, int length) {
    if (length > filling.length - filled) {
      makeRoom(length);
    }
    System.arraycopy(bytes, 0, filling, filled, length);
    filled += length;
  }

  private void makeRoom(int length) {
    long needed = (long) filled + length;
    if (needed > MAX_BATCH) {
      ended.add(new Part(filling, filled, null));
      filling = new byte[Math.max(length, FIRST_CAPACITY)];
      filled = 0;
    } else {
      filling =
          Arrays.copyOf(filling, (int) Math.min(MAX_BATCH, Math.max(needed, 2L * filling.length)));
    }
  }

  @Override
  public void appended(long bytes) {
    appended += bytes;
    if (!wanted) {
      wake();
    }
  }

  private void wake() {
    wanted = true;
    signal.release();
  }

  /** The position behind everything that was changed until now. */
  long position() {
    return appended;
  }

  /** The position up to which everything is on the disk for good. */
  long durable() {
    return durable;
  }

  /** The position up to which everything is in the system's hands. */
  long written() {
    return written;
  }

  /** Bytes of the file that is written now. */
  long fileSize() {
    return fileSize;
  }

  /** Bytes that are not written yet. */
  long pending() {
    return appended - written;
  }

  @Override
  public boolean isCrowded() {
    return appended - written > CROWDED && failure == null;
  }

  /** Why nothing is written any more; null while all is well. */
  @Nullable IOException failure() {
    return failure;
  }

  /**
   * Has what comes from now on go to another file; what came before is written and forced to the
   * one of now first. The lock of the log is held.
   */
  void continueIn(Disk.Appender next) {
    ended.add(new Part(filling, filled, next));
    filling = new byte[FIRST_CAPACITY];
    filled = 0;
    appended(0);
  }

  /** Has the thread look whether it is time to force the file. */
  void poke() {
    if (durable < appended && !wanted) {
      wake();
    }
  }

  /** Writes and forces everything, and ends; to be called when nothing is appended any more. */
  void close() {
    closing = true;
    wake();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- the thread

  private void run() {
    try {
      boolean last = false;
      while (!last) {
        signal.acquireUninterruptibly();
        signal.drainPermits();
        wanted = false;
        last = closing;
        writeAll();
        force(last);
        owner.progressed();
        if (!last && owner.policy() != AppendFsync.ALWAYS) {
          pause();
        }
      }
      file.close();
    } catch (IOException e) {
      failure = e;
      LOG.error("Writing the append-only file failed: {}", e.toString());
      owner.failed(e);
      closeQuietly();
    }
  }

  private void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE_NANOS);
    } catch (InterruptedException e) {
      LOG.debug("interrupted; with the mark set, the file would be closed", e);
    }
  }

  private void closeQuietly() {
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("closing after a failure", e);
    }
  }

  private void writeAll() throws IOException {
    List<Part> parts = new ArrayList<>();
    long[] position = new long[1];
    log.betweenUnits(
        () -> {
          parts.addAll(ended);
          ended = new ArrayList<>();
          if (filled > 0) {
            parts.add(new Part(filling, filled, null));
            filling = spare;
            spare = new byte[0];
            filled = 0;
          }
          position[0] = appended;
        });
    for (Part part : parts) {
      write(part);
    }
    written = position[0];
  }

  private void write(Part part) throws IOException {
    if (part.length > 0) {
      file.write(ByteBuffer.wrap(part.bytes, 0, part.length));
      String sum = AofReader.checksumLine(Crc64.of(part.bytes, 0, part.length));
      file.write(ByteBuffer.wrap(sum.getBytes(StandardCharsets.US_ASCII)));
      fileSize += part.length + sum.length();
    }
    if (part.nextFile != null) {
      file.force();
      file.close();
      file = part.nextFile;
      fileSize = file.size();
    }
    if (spare.length == 0) {
      spare = part.bytes.length > KEPT_CAPACITY ? new byte[FIRST_CAPACITY] : part.bytes;
    }
  }

  private void force(boolean last) throws IOException {
    long upTo = written;
    if (durable == upTo) {
      return;
    }
    long now = owner.nanos();
    boolean due =
        switch (owner.policy()) {
          case ALWAYS -> true;
          case EVERYSEC -> now - lastForce >= SECOND && !owner.spares();
          case NO -> false;
        };
    if (last || due) {
      file.force();
      lastForce = now;
      durable = upTo;
    } else if (owner.policy() == AppendFsync.NO) {
      durable = upTo; // as far as anybody is to wait for it
    }
  }
}
