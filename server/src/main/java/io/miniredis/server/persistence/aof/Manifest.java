package io.miniredis.server.persistence.aof;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which files make up the append-only file: a base that holds everything up to a moment, and what
 * was changed since, in order. Kept in a file of Redis's format, a line each: {@code file
 * appendonly.aof.1.base.rdb seq 1 type b}; {@code type i} are changes, {@code type h} are old ones
 * that are still to be deleted.
 *
 * @param base null while there is none: then the changes are everything
 * @param changes at least one, but in the manifest of a server that has just begun
 */
record Manifest(@Nullable Entry base, List<Entry> changes, List<Entry> old) {
  static final Manifest EMPTY = new Manifest(null, List.of(), List.of());

  /** One of the files, without its directory. */
  record Entry(String name, long number) {}

  /** The text is no manifest; the message says why. */
  static final class ManifestException extends Exception {
    private static final long serialVersionUID = 1L;

    ManifestException(int line, String problem) {
      super("line " + line + ": " + problem);
    }
  }

  /** The number of the last base, or 0. */
  long lastBase() {
    return base == null ? 0 : base.number;
  }

  /** The number of the last file of changes, or 0. */
  long lastChanges() {
    return changes.isEmpty() ? 0 : changes.getLast().number;
  }

  /** With one more file of changes behind all others. */
  Manifest withChanges(Entry next) {
    List<Entry> more = new ArrayList<>(changes);
    more.add(next);
    return new Manifest(base, List.copyOf(more), old);
  }

  /** With a base that holds all that stands in the files before the changes of a number. */
  Manifest withBase(Entry next, long firstChanges) {
    List<Entry> gone = new ArrayList<>(old);
    if (base != null) {
      gone.add(base);
    }
    List<Entry> left = new ArrayList<>();
    for (Entry entry : changes) {
      (entry.number < firstChanges ? gone : left).add(entry);
    }
    return new Manifest(next, List.copyOf(left), List.copyOf(gone));
  }

  /** When the old files are deleted. */
  Manifest withoutOld() {
    return new Manifest(base, changes, List.of());
  }

  /** As it stands in its file. */
  String text() {
    StringBuilder text = new StringBuilder();
    if (base != null) {
      line(text, base, 'b');
    }
    old.forEach(entry -> line(text, entry, 'h'));
    changes.forEach(entry -> line(text, entry, 'i'));
    return text.toString();
  }

  private static void line(StringBuilder text, Entry entry, char type) {
    text.append("file ").append(entry.name).append(" seq ").append(entry.number);
    text.append(" type ").append(type).append('\n');
  }

  /** Reads what {@link #text} and Redis write. */
  static Manifest parse(String text) throws ManifestException {
    Entry base = null;
    List<Entry> changes = new ArrayList<>();
    List<Entry> old = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.strip().split(" ");
      Entry entry = entry(words, number);
      switch (words[5]) {
        case "b" -> {
          if (base != null) {
            throw new ManifestException(number, "there is a base already");
          }
          base = entry;
        }
        case "i" -> {
          if (!changes.isEmpty() && changes.getLast().number >= entry.number) {
            throw new ManifestException(number, "the numbers of the files do not grow");
          }
          changes.add(entry);
        }
        case "h" -> old.add(entry);
        default -> throw new ManifestException(number, "there is no type " + words[5]);
      }
    }
    if (base == null && changes.isEmpty()) {
      throw new ManifestException(number, "it names no file");
    }
    return new Manifest(base, List.copyOf(changes), List.copyOf(old));
  }

  private static Entry entry(String[] words, int line) throws ManifestException {
    if (words.length < 6
        || !words[0].equals("file")
        || !words[2].equals("seq")
        || !words[4].equals("type")) {
      throw new ManifestException(line, "not of the form 'file NAME seq NUMBER type LETTER'");
    }
    if (words[1].contains("/") || words[1].contains("\\")) {
      throw new ManifestException(line, "the file " + words[1] + " is in another directory");
    }
    try {
      return new Entry(words[1], Long.parseLong(words[3]));
    } catch (NumberFormatException e) {
      throw new ManifestException(line, words[3] + " is no number");
    }
  }
}
