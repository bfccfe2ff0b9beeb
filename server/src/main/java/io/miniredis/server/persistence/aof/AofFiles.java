package io.miniredis.server.persistence.aof;

import io.miniredis.server.persistence.DataException;
import io.miniredis.server.persistence.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files that make up one append-only file, in a directory of their own, and the manifest that
 * names them. What the manifest names is complete; what it does not name is left over from a crash.
 */
final class AofFiles {
  private static final int LARGEST_MANIFEST = 1 << 20;

  private final Disk disk;
  private final Path directory;
  private final String name;

  /**
   * @param name how the files' names begin
   */
  AofFiles(Disk disk, Path directory, String name) {
    this.disk = disk;
    this.directory = directory;
    this.name = name;
  }

  Disk disk() {
    return disk;
  }

  Path directory() {
    return directory;
  }

  Path path(Manifest.Entry entry) {
    return directory.resolve(entry.name());
  }

  /** A name for the base behind the manifest's. */
  Manifest.Entry nextBase(Manifest manifest) {
    long number = manifest.lastBase() + 1;
    return new Manifest.Entry(name + "." + number + ".base.rdb", number);
  }

  /** A name for the file of changes behind the manifest's. */
  Manifest.Entry nextChanges(Manifest manifest) {
    long number = manifest.lastChanges() + 1;
    return new Manifest.Entry(name + "." + number + ".incr.aof", number);
  }

  /** A name for a file that is not finished yet. */
  Path temporary(String what) {
    return directory.resolve("temp-" + name + "-" + what);
  }

  private Path manifestFile() {
    return directory.resolve(name + ".manifest");
  }

  /** The manifest, or null if there is none. */
  @Nullable Manifest readManifest() throws IOException {
    Path file = manifestFile();
    if (!disk.exists(file)) {
      return null;
    }
    try (SeekableByteChannel in = disk.read(file)) {
      if (in.size() > LARGEST_MANIFEST) {
        throw new DataException(file, "it is too large for a manifest");
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) in.size());
      while (bytes.hasRemaining() && in.read(bytes) >= 0) {
        Thread.onSpinWait();
      }
      return Manifest.parse(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
    } catch (Manifest.ManifestException e) {
      throw new DataException(file, String.valueOf(e.getMessage()));
    }
  }

  /** Has a manifest hold, at once and for good. */
  void writeManifest(Manifest manifest) throws IOException {
    Path fresh = directory.resolve("temp-" + name + ".manifest");
    disk.delete(fresh);
    try (Disk.Appender out = disk.append(fresh)) {
      out.write(ByteBuffer.wrap(manifest.text().getBytes(StandardCharsets.UTF_8)));
      out.force();
    }
    disk.rename(fresh, manifestFile());
    disk.forceDirectory(directory);
  }

  /** Deletes what the manifest calls old, and then names it no more. */
  Manifest deleteOld(Manifest manifest) throws IOException {
    if (manifest.old().isEmpty()) {
      return manifest;
    }
    for (Manifest.Entry entry : manifest.old()) {
      disk.delete(path(entry));
    }
    Manifest left = manifest.withoutOld();
    writeManifest(left);
    return left;
  }

  /** Deletes what a crash has left unfinished. */
  void deleteTemporary() throws IOException {
    for (String file : disk.list(directory)) {
      if (file.startsWith("temp-" + name)) {
        disk.delete(directory.resolve(file));
      }
    }
  }

  /** Bytes of all files that hold data. */
  long bytes(Manifest manifest) throws IOException {
    long bytes = manifest.base() == null ? 0 : size(manifest.base());
    for (Manifest.Entry entry : manifest.changes()) {
      bytes += size(entry);
    }
    return bytes;
  }

  /** Bytes of a file. */
  long size(Manifest.Entry entry) throws IOException {
    try (SeekableByteChannel in = disk.read(path(entry))) {
      return in.size();
    }
  }
}
