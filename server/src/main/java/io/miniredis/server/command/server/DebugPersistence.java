package io.miniredis.server.command.server;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.persistence.Persistence;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DEBUG's tools that write and load the data files, in the middle of the event loop. */
final class DebugPersistence {
  private static final Logger LOG = LoggerFactory.getLogger("io.miniredis.server.debug");
  private static final CommandError NOT_SAVED = CommandError.of("ERR");
  private static final CommandError NOT_LOADED =
      CommandError.of("ERR Error trying to load the RDB dump, check server logs.");
  private static final CommandError UNKNOWN =
      CommandError.of("ERR DEBUG RELOAD only supports the MERGE, NOFLUSH and NOSAVE options.");

  static final List<DebugTool> ALL =
      List.of(
          DebugTool.of(
              "RELOAD [MERGE] [NOFLUSH] [NOSAVE]",
              0,
              Integer.MAX_VALUE,
              DebugPersistence::reload,
              "Write a snapshot, remove all keys and load it again. NOSAVE loads what is there,",
              "NOFLUSH leaves the keys, and MERGE has those of the snapshot win over them."),
          DebugTool.of(
              "LOADAOF",
              0,
              0,
              DebugPersistence::loadAppendOnly,
              "Remove all keys and load the append-only file."));

  private DebugPersistence() {}

  private static void loadAppendOnly(Call call) {
    Persistence persistence = Persistence.of(call.engine());
    persistence.flushAppendOnly();
    call.engine().dataset().clear();
    try {
      persistence.loadAppendOnly();
    } catch (IOException e) {
      LOG.warn("DEBUG LOADAOF: {}", e.getMessage());
      throw NOT_LOADED;
    }
    call.reply().simple(Replies.OK);
  }

  private static void reload(Call call) {
    boolean merge = false;
    boolean flush = true;
    boolean save = true;
    for (int i = 2; i < call.argc(); i++) {
      if (call.argIs(i, "MERGE")) {
        merge = true;
      } else if (call.argIs(i, "NOFLUSH")) {
        flush = false;
      } else if (call.argIs(i, "NOSAVE")) {
        save = false;
      } else {
        throw UNKNOWN;
      }
    }
    Persistence persistence = Persistence.of(call.engine());
    if (save && !persistence.trySave()) {
      throw NOT_SAVED;
    }
    if (flush) {
      call.engine().dataset().clear();
    }
    try {
      persistence.loadIfAny(merge);
    } catch (IOException e) {
      LOG.warn("DEBUG RELOAD: {}", e.getMessage());
      throw NOT_LOADED;
    }
    call.reply().simple(Replies.OK);
  }
}
