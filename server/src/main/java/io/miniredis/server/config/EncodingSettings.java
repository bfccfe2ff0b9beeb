package io.miniredis.server.config;

/** Rows of {@link Settings}: up to where small values are packed. */
interface EncodingSettings {
  SettingTable ENCODING = new SettingTable(Group.ENCODING);

  Setting<Long> HASH_MAX_LISTPACK_ENTRIES =
      ENCODING
          .number("hash-max-listpack-entries", 512, 0)
          .alias("hash-max-ziplist-entries")
          .effective()
          .doc("fields of a hash that is packed");

  Setting<Long> HASH_MAX_LISTPACK_VALUE =
      ENCODING
          .memory("hash-max-listpack-value", 64, 0)
          .alias("hash-max-ziplist-value")
          .effective()
          .doc("bytes of the longest field or value in a packed hash");

  Setting<Integer> LIST_MAX_LISTPACK_SIZE =
      ENCODING
          .integer("list-max-listpack-size", -2, Integer.MIN_VALUE, Integer.MAX_VALUE)
          .alias("list-max-ziplist-size")
          .effective()
          .doc("elements of a chunk of a list; -1 to -5 are 4, 8, 16, 32, 64 kB");

  Setting<Integer> LIST_COMPRESS_DEPTH =
      ENCODING
          .count("list-compress-depth", 0)
          .doc("chunks at each end of a list that are not compressed; 0 compresses none");

  Setting<Long> SET_MAX_INTSET_ENTRIES =
      ENCODING
          .number("set-max-intset-entries", 512, 0)
          .effective()
          .doc("members of a set of integers that is packed");

  Setting<Long> SET_MAX_LISTPACK_ENTRIES =
      ENCODING
          .number("set-max-listpack-entries", 128, 0)
          .effective()
          .doc("members of any other set that is packed");

  Setting<Long> SET_MAX_LISTPACK_VALUE =
      ENCODING
          .number("set-max-listpack-value", 64, 0)
          .effective()
          .doc("bytes of the longest member in a packed set");

  Setting<Long> ZSET_MAX_LISTPACK_ENTRIES =
      ENCODING
          .number("zset-max-listpack-entries", 128, 0)
          .alias("zset-max-ziplist-entries")
          .effective()
          .doc("members of a sorted set that is packed");

  Setting<Long> ZSET_MAX_LISTPACK_VALUE =
      ENCODING
          .memory("zset-max-listpack-value", 64, 0)
          .alias("zset-max-ziplist-value")
          .effective()
          .doc("bytes of the longest member in a packed sorted set");

  Setting<Long> HLL_SPARSE_MAX_BYTES =
      ENCODING
          .memory("hll-sparse-max-bytes", 3000, 0)
          .effective()
          .doc("bytes of a sparse HyperLogLog");

  Setting<Long> STREAM_NODE_MAX_BYTES =
      ENCODING
          .memory("stream-node-max-bytes", 4096, 0)
          .effective()
          .doc("bytes of a chunk of a stream; 0 is no limit");

  Setting<Long> STREAM_NODE_MAX_ENTRIES =
      ENCODING
          .number("stream-node-max-entries", 100, 0)
          .effective()
          .doc("entries of a chunk of a stream; 0 is no limit");

  Setting<Integer> STREAM_IDMP_DURATION =
      ENCODING
          .integer("stream-idmp-duration", 100, 1, 86_400)
          .effective()
          .doc("seconds for which a stream knows an idempotent id (Redis 8.6)");

  Setting<Integer> STREAM_IDMP_MAXSIZE =
      ENCODING
          .integer("stream-idmp-maxsize", 100, 1, 10_000)
          .effective()
          .doc("idempotent ids that a stream knows of one producer (Redis 8.6)");
}
