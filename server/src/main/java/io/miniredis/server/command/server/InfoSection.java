package io.miniredis.server.command.server;

import io.miniredis.server.engine.Call;
import io.miniredis.server.value.Slice;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sections of INFO, in the order in which they are told. */
enum InfoSection {
  SERVER(InfoServer::write),
  CLIENTS(InfoClients::write),
  MEMORY(InfoMemory::write),
  PERSISTENCE(InfoPersistence::write),
  STATS(InfoStats::write),
  REPLICATION(InfoReplication::write),
  CPU(InfoCpu::write),
  MODULES((text, call) -> text.section("Modules")),
  COMMANDSTATS(InfoCommands::writeCommands),
  ERRORSTATS(InfoCommands::writeErrors),
  LATENCYSTATS(InfoCommands::writeLatencies),
  CLUSTER((text, call) -> text.section("Cluster").put("cluster_enabled", 0)),
  KEYSPACE(InfoKeyspace::write);

  /** Adds a section to the text. */
  interface Writer {
    void write(InfoText text, Call call);
  }

  private static final Set<InfoSection> ON_REQUEST = EnumSet.of(COMMANDSTATS, LATENCYSTATS);

  private final Writer writer;

  InfoSection(Writer writer) {
    this.writer = writer;
  }

  void write(InfoText text, Call call) {
    writer.write(text, call);
  }

  /** The sections that a word stands for: one, or several; none if it is unknown. */
  static Collection<InfoSection> named(Slice word) {
    if (word.is("DEFAULT")) {
      return usual();
    }
    if (word.is("ALL") || word.is("EVERYTHING")) {
      return EnumSet.allOf(InfoSection.class);
    }
    InfoSection one = find(word.toString().toUpperCase(Locale.ROOT));
    return one == null ? Set.of() : Set.of(one);
  }

  /** The sections that are told when nobody asks for others. */
  static Set<InfoSection> usual() {
    return EnumSet.complementOf(EnumSet.copyOf(ON_REQUEST));
  }

  private static @Nullable InfoSection find(String name) {
    for (InfoSection section : values()) {
      if (section.name().equals(name)) {
        return section;
      }
    }
    return null;
  }
}
