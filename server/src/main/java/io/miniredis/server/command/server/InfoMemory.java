package io.miniredis.server.command.server;

import io.miniredis.server.command.MemoryFigures;
import io.miniredis.server.config.Config;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.MemoryBudget;
import io.miniredis.server.scripting.Libraries;
import io.miniredis.server.scripting.Scripting;

/**
 * INFO memory. What counts as used is our own account ({@link MemoryBudget}), by which maxmemory
 * works. The JVM's heap stands where real Redis tells of its allocator.
 */
final class InfoMemory {
  private static final double PERCENT = 100;

  private InfoMemory() {}

  static void write(InfoText text, Call call) {
    Engine engine = call.engine();
    MemoryFigures memory = MemoryFigures.of(call);
    Scripting scripts = Scripting.of(engine);
    Libraries functions = scripts.libraries();
    long values = scripts.valueBytes();
    long startup = memory.startup();
    long used = memory.used();
    long dataset = memory.dataset();
    long peak = memory.peak();
    long heap = memory.heap();
    long committed = memory.committed();
    long resident = memory.resident();
    text.section("Memory")
        .putBytes("used_memory", used)
        .putBytes("used_memory_rss", resident)
        .putBytes("used_memory_peak", peak)
        .put("used_memory_peak_perc", InfoText.fixed(PERCENT * used / peak, 2) + "%")
        .put("used_memory_overhead", memory.overhead())
        .put("used_memory_startup", startup)
        .put("used_memory_dataset", dataset)
        .put("used_memory_dataset_perc", share(dataset, used - startup))
        .put("allocator_allocated", used)
        .put("allocator_active", heap)
        .put("allocator_resident", committed)
        .put("allocator_muzzy", 0)
        .putBytes("total_system_memory", memory.machine())
        .put("used_memory_lua", values)
        .put("used_memory_vm_eval", values)
        .put("used_memory_lua_human", InfoText.human(values))
        .put("used_memory_scripts_eval", scripts.scriptBytes())
        .put("number_of_cached_scripts", scripts.scripts())
        .put("number_of_functions", functions.functionCount())
        .put("number_of_libraries", functions.count())
        .put("used_memory_vm_functions", 0) // one interpreter serves both
        .putBytes("used_memory_vm_total", values)
        .put("used_memory_functions", functions.heapBytes())
        .putBytes("used_memory_scripts", scripts.scriptBytes() + functions.heapBytes());
    writeLimits(text, engine.config());
    text.put("allocator_frag_ratio", ratio(heap, used), 2)
        .put("allocator_frag_bytes", heap - used)
        .put("allocator_rss_ratio", ratio(committed, heap), 2)
        .put("allocator_rss_bytes", committed - heap)
        .put("rss_overhead_ratio", ratio(resident, committed), 2)
        .put("rss_overhead_bytes", resident - committed)
        .put("mem_fragmentation_ratio", ratio(resident, used), 2)
        .put("mem_fragmentation_bytes", resident - used)
        .zeros(
            "mem_not_counted_for_evict",
            "mem_replication_backlog",
            "mem_total_replication_buffers",
            "mem_clients_slaves")
        .put("mem_clients_normal", memory.clients())
        .zeros("mem_cluster_links", "mem_aof_buffer")
        .put("mem_allocator", "jvm")
        .put("jvm_heap_max", Runtime.getRuntime().maxMemory())
        .zeros(
            "mem_overhead_db_hashtable_rehashing",
            "active_defrag_running",
            "lazyfree_pending_objects",
            "lazyfreed_objects");
  }

  private static void writeLimits(InfoText text, Config config) {
    text.putBytes("maxmemory", config.number(Settings.MAXMEMORY))
        .put("maxmemory_policy", config.text(Settings.MAXMEMORY_POLICY));
  }

  private static String share(long part, long whole) {
    return InfoText.fixed(whole == 0 ? 0 : PERCENT * part / whole, 2) + "%";
  }

  private static double ratio(long a, long b) {
    return b == 0 ? 0 : (double) a / b;
  }
}
