package io.miniredis.server.config;

/** Rows of {@link Settings}: the limit of memory, what goes at the limit, and how. */
interface MemorySettings {
  SettingTable MEMORY = new SettingTable(Group.MEMORY);

  Setting<Long> MAXMEMORY =
      MEMORY
          .memory("maxmemory", 0, 0)
          .effective()
          .doc("bytes that data and buffers of clients may take; 0 is no limit");

  Setting<MaxmemoryPolicy> MAXMEMORY_POLICY =
      MEMORY
          .oneOf("maxmemory-policy", MaxmemoryPolicy.NOEVICTION)
          .effective()
          .doc("which keys go when maxmemory is reached");

  Setting<Integer> MAXMEMORY_SAMPLES =
      MEMORY
          .integer("maxmemory-samples", 5, 1, 64)
          .effective()
          .doc("keys of each database that are looked at for every key that goes");

  Setting<Integer> MAXMEMORY_EVICTION_TENACITY =
      MEMORY
          .integer("maxmemory-eviction-tenacity", 10, 0, 100)
          .effective()
          .doc("how long one command may evict: 50 µs a step up to 10, then 15 % more a step");

  Setting<Long> MAXMEMORY_CLIENTS =
      MEMORY
          .row("maxmemory-clients", new ShareKind(), 0L)
          .doc("bytes, or share of maxmemory, that the buffers of clients may take");

  Setting<Integer> LFU_LOG_FACTOR =
      MEMORY.count("lfu-log-factor", 10).effective().doc("how slowly the counter of uses grows");

  Setting<Integer> LFU_DECAY_TIME =
      MEMORY
          .count("lfu-decay-time", 1)
          .effective()
          .doc("minutes after which the counter of uses falls by one");

  Setting<Boolean> LAZYFREE_LAZY_EVICTION =
      MEMORY.bool("lazyfree-lazy-eviction", false).doc("evict as UNLINK does");

  Setting<Boolean> LAZYFREE_LAZY_EXPIRE =
      MEMORY.bool("lazyfree-lazy-expire", false).doc("expire as UNLINK does");

  Setting<Boolean> LAZYFREE_LAZY_SERVER_DEL =
      MEMORY.bool("lazyfree-lazy-server-del", false).doc("replace a value as UNLINK does");

  Setting<Boolean> LAZYFREE_LAZY_USER_DEL =
      MEMORY.bool("lazyfree-lazy-user-del", false).doc("DEL does what UNLINK does");

  Setting<Boolean> LAZYFREE_LAZY_USER_FLUSH =
      MEMORY.bool("lazyfree-lazy-user-flush", false).doc("FLUSHALL and FLUSHDB are ASYNC");

  Setting<Boolean> ACTIVEREHASHING =
      MEMORY.bool("activerehashing", true).doc("finish growing tables while there is time");

  Setting<Boolean> ACTIVEDEFRAG =
      MEMORY
          .row("activedefrag", new NeverKind(Rules.NO_DEFRAG), false)
          .doc("defragment memory; the JVM's collector does that here");

  Setting<Long> ACTIVE_DEFRAG_IGNORE_BYTES =
      MEMORY
          .memory("active-defrag-ignore-bytes", 100L << 20, 1)
          .doc("wasted bytes below which nothing is defragmented");

  Setting<Integer> ACTIVE_DEFRAG_THRESHOLD_LOWER =
      MEMORY
          .integer("active-defrag-threshold-lower", 10, 0, 1000)
          .doc("percentage of waste at which defragmenting begins");

  Setting<Integer> ACTIVE_DEFRAG_THRESHOLD_UPPER =
      MEMORY
          .integer("active-defrag-threshold-upper", 100, 0, 1000)
          .doc("percentage of waste at which it takes most time");

  Setting<Integer> ACTIVE_DEFRAG_CYCLE_MIN =
      MEMORY
          .integer("active-defrag-cycle-min", 1, 1, 99)
          .doc("percentage of time it takes at least");

  Setting<Integer> ACTIVE_DEFRAG_CYCLE_MAX =
      MEMORY
          .integer("active-defrag-cycle-max", 25, 1, 99)
          .doc("percentage of time it takes at most");

  Setting<Long> ACTIVE_DEFRAG_MAX_SCAN_FIELDS =
      MEMORY
          .number("active-defrag-max-scan-fields", 1000, 1)
          .doc("elements of a value moved in one go");

  Setting<Boolean> JEMALLOC_BG_THREAD =
      MEMORY.bool("jemalloc-bg-thread", true).doc("a thread of the allocator of real Redis");
}
