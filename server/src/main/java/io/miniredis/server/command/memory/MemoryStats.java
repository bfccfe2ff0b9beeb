package io.miniredis.server.command.memory;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.command.MemoryFigures;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Databases;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.scripting.Scripting;

/**
 * Replies with what memory is used for: a map of names to bytes or shares, in the order of Redis.
 * The JVM's heap stands where Redis tells of its allocator; what this server has nothing of is 0.
 */
final class MemoryStats implements Command {
  static final Spec SPEC =
      Spec.command("MEMORY STATS", Group.SERVER)
          .summary("Tells what the server uses memory for.")
          .usage("")
          .arity(2)
          .locksAll()
          .tips("nondeterministic_output", "request_policy:all_shards", "response_policy:special")
          .since("4.0.0")
          .complexity("O(1)")
          .build();

  private static final double PERCENT = 100;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    MemoryFigures memory = MemoryFigures.of(call);
    Databases databases = call.databases();
    Scripting scripts = Scripting.of(call.engine());
    Stats stats = new Stats(call.reply());
    long net = Math.max(0, memory.used() - memory.startup());
    stats.put("peak.allocated", memory.peak());
    stats.put("total.allocated", memory.used());
    stats.put("startup.allocated", memory.startup());
    stats.put("replication.backlog", 0);
    stats.put("clients.slaves", 0);
    stats.put("clients.normal", memory.clients());
    stats.put("cluster.links", 0);
    stats.put("aof.buffer", 0);
    stats.put("lua.caches", scripts.scriptBytes());
    stats.put("functions.caches", scripts.libraries().heapBytes());
    stats.put("script.VMs", scripts.valueBytes());
    long keys = 0;
    for (int i = 0; i < databases.count(); i++) {
      keys += databases.size(i);
      stats.database(databases, i);
    }
    stats.put("overhead.db.hashtable.lut", databases.heapBytes() - databases.entryBytes());
    stats.put("overhead.db.hashtable.rehashing", 0);
    stats.put("overhead.total", memory.overhead());
    stats.put("db.dict.rehashing.count", 0);
    stats.put("keys.count", keys);
    stats.put("keys.bytes-per-key", keys == 0 ? 0 : net / keys);
    stats.put("dataset.bytes", memory.dataset());
    stats.put("dataset.percentage", net == 0 ? 0 : PERCENT * memory.dataset() / net);
    stats.put("peak.percentage", PERCENT * memory.used() / memory.peak());
    stats.put("allocator.allocated", memory.used());
    stats.put("allocator.active", memory.heap());
    stats.put("allocator.resident", memory.committed());
    stats.put("allocator.muzzy", 0);
    stats.compare("allocator-fragmentation", memory.heap(), memory.used());
    stats.compare("allocator-rss", memory.committed(), memory.heap());
    stats.compare("rss-overhead", memory.resident(), memory.committed());
    stats.put("fragmentation", (double) memory.resident() / memory.used());
    stats.put("fragmentation.bytes", memory.resident() - memory.used());
    stats.end();
  }

  /** The map as it is written. */
  private static final class Stats {
    private final ReplyWriter reply;
    private final long map;
    private int pairs;

    Stats(ReplyWriter reply) {
      this.reply = reply;
      this.map = reply.beginMap();
    }

    void put(String name, long value) {
      reply.bulk(name);
      reply.integer(value);
      pairs++;
    }

    void put(String name, double value) {
      reply.bulk(name);
      reply.doubleValue(value);
      pairs++;
    }

    /** How a figure stands to the one that is part of it. */
    void compare(String name, long whole, long part) {
      put(name + ".ratio", part == 0 ? 0 : (double) whole / part);
      put(name + ".bytes", whole - part);
    }

    /** The bytes of a database's tables, if it has any key. */
    void database(Databases databases, int number) {
      if (databases.size(number) == 0) {
        return;
      }
      reply.bulk("db." + number);
      reply.map(2);
      reply.bulk("overhead.hashtable.main");
      reply.integer(databases.tableBytes(number));
      reply.bulk("overhead.hashtable.expires");
      reply.integer(databases.expiryBytes(number));
      pairs++;
    }

    void end() {
      reply.endMap(map, pairs);
    }
  }
}
