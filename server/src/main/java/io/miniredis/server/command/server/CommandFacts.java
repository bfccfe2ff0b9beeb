package io.miniredis.server.command.server;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import org.jspecify.annotations.Nullable;

/**
 * What COMMAND INFO tells of a command: name, arity, flags, first and last key and step, ACL
 * categories, tips, key specifications, subcommands (redis.io, "COMMAND").
 */
final class CommandFacts {
  private static final int ITEMS = 10;

  private CommandFacts() {}

  static void writeAll(ReplyWriter reply, CommandTable table) {
    reply.array(table.size());
    table.rows().forEach(row -> write(reply, row));
  }

  static void write(ReplyWriter reply, CommandTable.Row row) {
    Spec spec = row.spec();
    KeyRange range = KeyRange.of(spec.keys());
    reply.array(ITEMS);
    reply.bulk(spec.fullName());
    reply.integer(spec.arity());
    reply.set(spec.flags().size());
    for (Flag flag : spec.flags()) {
      reply.simple(flag.label());
    }
    reply.integer(range.first());
    reply.integer(range.last());
    reply.integer(range.step());
    reply.set(spec.categories().size());
    for (AclCategory category : spec.categories()) {
      reply.simple("@" + category.label());
    }
    reply.set(spec.tips().size());
    spec.tips().forEach(reply::bulk);
    reply.set(spec.keys().size());
    spec.keys().forEach(key -> write(reply, key));
    CommandTable subcommands = row.subcommands();
    if (subcommands == null) {
      reply.set(0);
    } else {
      writeAll(reply, subcommands);
    }
  }

  private static void write(ReplyWriter reply, KeySpec key) {
    reply.map(3);
    reply.bulk("flags");
    writeFlags(reply, key);
    reply.bulk("begin_search");
    switch (key.begin()) {
      case INDEX -> {
        begin(reply, "index", 1);
        number(reply, "index", key.index());
      }
      case KEYWORD -> {
        begin(reply, "keyword", 2);
        text(reply, "keyword", key.keyword());
        number(reply, "startfrom", key.index());
      }
      case UNKNOWN -> begin(reply, "unknown", 0);
    }
    reply.bulk("find_keys");
    switch (key.find()) {
      case RANGE -> {
        begin(reply, "range", 3);
        number(reply, "lastkey", key.lastKey());
        number(reply, "keystep", key.step());
        number(reply, "limit", key.limit());
      }
      case KEYNUM -> {
        begin(reply, "keynum", 3);
        number(reply, "keynumidx", key.keyNumIndex());
        number(reply, "firstkey", key.firstKey());
        number(reply, "keystep", key.step());
      }
      case UNKNOWN -> begin(reply, "unknown", 0);
    }
  }

  /** The flags of a key: what COMMAND INFO and COMMAND GETKEYSANDFLAGS tell alike. */
  static void writeFlags(ReplyWriter reply, KeySpec key) {
    KeySpec.Access access = key.access();
    reply.set(key.uses().size() + (access == null ? 0 : 1));
    if (access != null) {
      reply.simple(access.name());
    }
    for (KeySpec.Use use : key.uses()) {
      reply.simple(use.label());
    }
  }

  private static void begin(ReplyWriter reply, String type, int facts) {
    reply.map(2);
    text(reply, "type", type);
    reply.bulk("spec");
    reply.map(facts);
  }

  private static void number(ReplyWriter reply, String name, long value) {
    reply.bulk(name);
    reply.integer(value);
  }

  private static void text(ReplyWriter reply, String name, @Nullable String value) {
    reply.bulk(name);
    reply.bulk(value == null ? "" : value);
  }
}
