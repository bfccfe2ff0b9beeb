package io.miniredis.server.config;

import java.nio.file.Path;
import java.util.List;

/** Rows of {@link Settings}: snapshots and the append-only file. */
interface PersistenceSettings {
  SettingTable PERSISTENCE = new SettingTable(Group.PERSISTENCE);

  Setting<Path> DIR =
      PERSISTENCE
          .row("dir", new DirectoryKind(), Path.of("."))
          .isProtected()
          .notWhileLoading()
          .effective()
          .doc("directory of the data files");

  Setting<List<SavePoint>> SAVE =
      PERSISTENCE
          .row(
              "save",
              new SaveKind(),
              List.of(new SavePoint(3600, 1), new SavePoint(300, 100), new SavePoint(60, 10_000)))
          .harmless(List.of())
          .doc("after how many seconds with how many changes a snapshot is written");

  Setting<String> DBFILENAME =
      PERSISTENCE
          .text("dbfilename", "dump.rdb", "a file name", Rules.fileName("dbfilename"))
          .isProtected()
          .effective()
          .doc("name of the snapshot");

  Setting<Boolean> RDBCOMPRESSION =
      PERSISTENCE
          .bool("rdbcompression", true)
          .effective()
          .doc("compress long strings in a snapshot");

  Setting<Boolean> RDBCHECKSUM =
      PERSISTENCE
          .bool("rdbchecksum", true)
          .atStart()
          .effective()
          .doc("end a snapshot with a checksum");

  Setting<Boolean> RDB_DEL_SYNC_FILES =
      PERSISTENCE.bool("rdb-del-sync-files", false).doc("delete snapshots made for replicas only");

  Setting<Boolean> RDB_SAVE_INCREMENTAL_FSYNC =
      PERSISTENCE
          .bool("rdb-save-incremental-fsync", true)
          .effective()
          .doc("force a snapshot to the disk bit by bit");

  Setting<Integer> RDB_KEY_SAVE_DELAY =
      PERSISTENCE
          .integer("rdb-key-save-delay", 0, Integer.MIN_VALUE, Integer.MAX_VALUE)
          .hidden()
          .doc("microseconds to wait at each key saved, for tests");

  Setting<Integer> KEY_LOAD_DELAY =
      PERSISTENCE
          .integer("key-load-delay", 0, Integer.MIN_VALUE, Integer.MAX_VALUE)
          .hidden()
          .effective()
          .doc("microseconds to wait at each key loaded, for tests");

  Setting<Long> LOADING_PROCESS_EVENTS_INTERVAL_BYTES =
      PERSISTENCE
          .row(
              "loading-process-events-interval-bytes",
              new LongKind(1024, Integer.MAX_VALUE),
              2L << 20)
          .hidden()
          .doc("bytes to load between looks at the clients");

  Setting<Boolean> STOP_WRITES_ON_BGSAVE_ERROR =
      PERSISTENCE
          .bool("stop-writes-on-bgsave-error", true)
          .doc("refuse writes when the last snapshot failed");

  Setting<String> SANITIZE_DUMP_PAYLOAD =
      PERSISTENCE
          .choice("sanitize-dump-payload", "no", "no", "yes", "clients")
          .effective()
          .doc("check the inside of what RESTORE is given; ours always does");

  Setting<Boolean> APPENDONLY =
      PERSISTENCE.bool("appendonly", false).notWhileLoading().doc("write an append-only file");

  Setting<String> APPENDFILENAME =
      PERSISTENCE
          .text(
              "appendfilename",
              "appendonly.aof",
              "a file name",
              Rules.fileNameThere("appendfilename"))
          .atStart()
          .doc("how the names of append-only files begin");

  Setting<String> APPENDDIRNAME =
      PERSISTENCE
          .text(
              "appenddirname", "appendonlydir", "a file name", Rules.fileNameThere("appenddirname"))
          .atStart()
          .doc("directory of the append-only files, inside dir");

  Setting<AppendFsync> APPENDFSYNC =
      PERSISTENCE
          .oneOf("appendfsync", AppendFsync.EVERYSEC)
          .doc("when the append-only file is forced to the disk");

  Setting<Boolean> NO_APPENDFSYNC_ON_REWRITE =
      PERSISTENCE
          .bool("no-appendfsync-on-rewrite", false)
          .doc("do not force it while a snapshot is being written");

  Setting<Integer> AUTO_AOF_REWRITE_PERCENTAGE =
      PERSISTENCE
          .count("auto-aof-rewrite-percentage", 100)
          .doc("growth at which the append-only file is rewritten; 0 is never");

  Setting<Long> AUTO_AOF_REWRITE_MIN_SIZE =
      PERSISTENCE
          .memory("auto-aof-rewrite-min-size", 64L << 20, 0)
          .doc("bytes below which it is not rewritten");

  Setting<Boolean> AOF_LOAD_TRUNCATED =
      PERSISTENCE
          .bool("aof-load-truncated", true)
          .doc("start with an append-only file whose end was cut off");

  Setting<Boolean> AOF_USE_RDB_PREAMBLE =
      PERSISTENCE
          .bool("aof-use-rdb-preamble", true)
          .doc("a rewritten append-only file begins with a snapshot");

  Setting<Boolean> AOF_TIMESTAMP_ENABLED =
      PERSISTENCE.bool("aof-timestamp-enabled", false).doc("write times into the append-only file");

  Setting<Boolean> AOF_REWRITE_INCREMENTAL_FSYNC =
      PERSISTENCE
          .bool("aof-rewrite-incremental-fsync", true)
          .doc("force a rewritten file to the disk bit by bit");

  Setting<Boolean> AOF_DISABLE_AUTO_GC =
      PERSISTENCE
          .bool("aof-disable-auto-gc", false)
          .hidden()
          .doc("keep append-only files that are no longer needed");
}
