package io.miniredis.it.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The commands that a server has, and the tables that tell which ones there are. */
final class Catalogue {
  private Catalogue() {}

  /** What a server tells of its commands and subcommands, by {@link CommandFacts#name}. */
  static Map<String, CommandFacts> of(Wire wire) throws IOException {
    List<String> question = new ArrayList<>(List.of("COMMAND", "INFO"));
    wire.call("COMMAND", "LIST").reply().list().forEach(name -> question.add(name.string()));
    Map<String, CommandFacts> out = new TreeMap<>();
    for (Reply info : wire.call(question).reply().list()) {
      add(info, out);
    }
    return out;
  }

  private static void add(Reply info, Map<String, CommandFacts> out) {
    CommandFacts facts = CommandFacts.ofReply(info);
    out.put(facts.name(), facts);
    info.list().get(9).list().forEach(subcommand -> add(subcommand, out));
  }

  /** The rows of {@code commands.tsv}, {@code commands-newer.tsv} and {@code commands-own.tsv}. */
  static List<String> rows() {
    return Stream.of(redis74(), newer(), own()).flatMap(List::stream).toList();
  }

  /** Commands that no Redis has. */
  static List<String> own() {
    return rows("/commands-own.tsv");
  }

  /** Every command and subcommand of Redis 7.4. */
  static List<String> redis74() {
    return rows("/commands.tsv");
  }

  /** Commands that came after Redis 7.4. */
  static List<String> newer() {
    return rows("/commands-newer.tsv");
  }

  /** The lines of a table in the resources, without the first, which names the columns. */
  static List<String> rows(String table) {
    try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(table))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
