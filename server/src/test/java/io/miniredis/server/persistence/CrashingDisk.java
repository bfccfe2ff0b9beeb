package io.miniredis.server.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A disk in memory, of which it can be asked what would be left after the power went: names as they
 * were when their directory was forced, with some of what was done to them since; contents as they
 * were forced, with some of what was written since.
 */
final class CrashingDisk implements Disk {
  private static final class Content {
    byte[] bytes = {};
    int forced;
  }

  private final Object monitor = new Object();
  private Map<Path, Content> names = new TreeMap<>();
  private Map<Path, Content> forcedNames = new TreeMap<>();
  private final List<Consumer<Map<Path, Content>>> unforced = new ArrayList<>();
  private final AtomicReference<Runnable> hook = new AtomicReference<>(() -> {});
  private volatile boolean broken;

  /** Is run in the middle of everything that is done, by who does it. */
  void hook(Runnable action) {
    hook.set(action);
  }

  /** Has everything fail that writes, or work again. */
  void broken(boolean yes) {
    broken = yes;
  }

  private void happens() throws IOException {
    hook.get().run();
    if (broken) {
      throw new IOException("No space left on device");
    }
  }

  /** What could be left if the power went now. */
  CrashingDisk image(Random random) {
    synchronized (monitor) {
      CrashingDisk image = new CrashingDisk();
      Map<Path, Content> left = new TreeMap<>(forcedNames);
      int done = random.nextInt(unforced.size() + 1);
      unforced.subList(0, done).forEach(change -> change.accept(left));
      left.forEach(
          (path, content) -> {
            Content copy = new Content();
            int more = content.bytes.length - content.forced;
            int length = content.forced + (more == 0 ? 0 : random.nextInt(more + 1));
            copy.bytes = Arrays.copyOf(content.bytes, length);
            copy.forced = length;
            image.names.put(path, copy);
          });
      image.forcedNames = new TreeMap<>(image.names);
      return image;
    }
  }

  private void change(Consumer<Map<Path, Content>> change) {
    synchronized (monitor) {
      change.accept(names);
      unforced.add(change);
    }
  }

  @Override
  public Appender append(Path file) throws IOException {
    happens();
    Content content;
    synchronized (monitor) {
      content = names.get(file);
      if (content == null) {
        Content made = new Content();
        content = made;
        change(map -> map.put(file, made));
      }
    }
    return new CrashingAppender(content);
  }

  private final class CrashingAppender implements Appender {
    private final Content content;

    CrashingAppender(Content content) {
      this.content = content;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      happens();
      synchronized (monitor) {
        int at = content.bytes.length;
        content.bytes = Arrays.copyOf(content.bytes, at + bytes.remaining());
        bytes.get(content.bytes, at, bytes.remaining());
      }
    }

    @Override
    public void force() throws IOException {
      happens();
      synchronized (monitor) {
        content.forced = content.bytes.length;
      }
    }

    @Override
    public void truncate(long length) throws IOException {
      happens();
      synchronized (monitor) {
        content.bytes = Arrays.copyOf(content.bytes, (int) length);
        content.forced = Math.min(content.forced, (int) length);
      }
    }

    @Override
    public long size() {
      synchronized (monitor) {
        return content.bytes.length;
      }
    }

    @Override
    public void close() {}
  }

  @Override
  public SeekableByteChannel read(Path file) throws IOException {
    synchronized (monitor) {
      Content content = names.get(file);
      if (content == null) {
        throw new NoSuchFileException(file.toString());
      }
      return new Bytes(content.bytes.clone());
    }
  }

  @Override
  public boolean exists(Path file) {
    synchronized (monitor) {
      return names.containsKey(file);
    }
  }

  @Override
  public List<String> list(Path directory) {
    synchronized (monitor) {
      return names.keySet().stream()
          .filter(path -> directory.equals(path.getParent()))
          .map(path -> path.getFileName().toString())
          .toList();
    }
  }

  @Override
  public void makeDirectory(Path directory) {}

  @Override
  public void rename(Path from, Path to) throws IOException {
    happens();
    change(
        map -> {
          Content content = map.remove(from);
          if (content != null) {
            map.put(to, content);
          }
        });
  }

  @Override
  public void delete(Path file) throws IOException {
    happens();
    change(map -> map.remove(file));
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    happens();
    synchronized (monitor) {
      forcedNames = new TreeMap<>(names);
      unforced.clear();
    }
  }

  private static final class Bytes implements SeekableByteChannel {
    private final byte[] bytes;
    private int at;

    Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer into) {
      if (at == bytes.length) {
        return -1;
      }
      int n = Math.min(into.remaining(), bytes.length - at);
      into.put(bytes, at, n);
      at += n;
      return n;
    }

    @Override
    public int write(ByteBuffer from) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      return at;
    }

    @Override
    public SeekableByteChannel position(long position) {
      at = (int) position;
      return this;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
