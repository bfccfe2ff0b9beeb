package io.miniredis.it.conformance;

import java.util.List;
import java.util.Locale;

/**
 * A line of {@code compatibility-notes.tsv}: what {@code docs/compatibility.md} says of a command
 * beside its state.
 *
 * @param command in capitals, or {@code *} for the whole server
 * @param text a sentence in Markdown, the reason included
 */
record CompatibilityNote(String command, Kind kind, String text) {
  enum Kind {
    /** It answers otherwise than Redis 7.4, on purpose. */
    DIFFERS,
    /** It can what a newer Redis can. */
    NEWER,
    /** A part of it is not there yet. */
    PARTLY,
    /** It will not come. */
    NEVER
  }

  /** All notes, in the order of the file. */
  static List<CompatibilityNote> all() {
    return Catalogue.rows("/compatibility-notes.tsv").stream()
        .map(CompatibilityNote::parse)
        .toList();
  }

  private static CompatibilityNote parse(String line) {
    String[] c = line.split("\t", -1);
    if (c.length != 3) {
      throw new IllegalArgumentException("not three columns: " + line);
    }
    return new CompatibilityNote(c[0], Kind.valueOf(c[1].toUpperCase(Locale.ROOT)), c[2]);
  }
}
