package io.miniredis.server.persistence.aof;

import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.persistence.DataException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a file of changes to its end, without doing anything of it. */
public final class AofFileCheck {
  private static final int BUFFER = 1 << 20;

  private AofFileCheck() {}

  /**
   * What there is in a file.
   *
   * @param counts of its commands, by their names
   * @param end the offset behind the last unit that is complete and as it was written
   * @param problem what is wrong behind that; null if nothing is
   * @param problemAt where
   */
  public record Outcome(
      Map<String, Long> counts, long end, @Nullable String problem, long problemAt) {}

  /** The files that a manifest names, in the order in which they are loaded. */
  public static List<String> names(Path manifest) throws IOException {
    try {
      Manifest read = Manifest.parse(Files.readString(manifest));
      List<String> names = new ArrayList<>();
      if (read.base() != null) {
        names.add(read.base().name());
      }
      read.changes().forEach(entry -> names.add(entry.name()));
      return names;
    } catch (Manifest.ManifestException e) {
      throw new DataException(manifest, String.valueOf(e.getMessage()));
    }
  }

  /** Reads a file. */
  public static Outcome read(SeekableByteChannel file, CommandTable commands) throws IOException {
    AofReader reader = new AofReader(file, 0, BUFFER);
    Map<String, Long> counts = new TreeMap<>();
    long end = 0;
    try {
      AofReader.Next next = reader.next();
      while (next == AofReader.Next.UNIT) {
        for (int i = 0; i < reader.commands(); i++) {
          counts.merge(name(reader, i, commands), 1L, Long::sum);
        }
        end = reader.offset();
        next = reader.next();
      }
      boolean cutOff = next == AofReader.Next.CUT_OFF;
      end = reader.offset(); // with the checksum
      return new Outcome(
          counts, end, cutOff ? "the file ends in the middle of something" : null, end);
    } catch (AofReader.FormatException e) {
      return new Outcome(counts, end, e.getMessage(), e.offset());
    }
  }

  private static String name(AofReader reader, int command, CommandTable commands)
      throws AofReader.FormatException {
    int[] offsets = reader.offsets(command);
    int[] lengths = reader.lengths(command);
    String name =
        new String(reader.buffer(), offsets[0], lengths[0], StandardCharsets.ISO_8859_1)
            .toUpperCase(Locale.ROOT);
    if (commands.find(name) == null) {
      throw new AofReader.FormatException(
          reader.unitOffset(), "there is no command '" + name + "'");
    }
    return name;
  }
}
