package io.miniredis.server.command.server;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Databases;
import io.miniredis.server.value.RecordTable;
import io.miniredis.server.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** DEBUG HTSTATS and HTSTATS-KEY: how full hash tables are. */
final class DebugHashTables {
  static final List<DebugTool> ALL =
      List.of(
          DebugTool.of(
              "HTSTATS <dbid> [full]",
              1,
              2,
              DebugHashTables::ofDatabase,
              "Tell how full the hash tables of a database are."),
          DebugTool.of(
              "HTSTATS-KEY <key> [full]",
              1,
              2,
              DebugHashTables::ofKey,
              "Tell how full the hash table of a value is."));

  private static final CommandError NO_DATABASE = CommandError.of("ERR Out of range database");
  private static final CommandError NO_TABLE =
      CommandError.of(
          "ERR The value stored at the specified key is not represented using an hash table");

  private DebugHashTables() {}

  private static void ofDatabase(Call call) {
    Databases databases = call.databases();
    long number = call.longArg(2);
    if (number < 0 || number >= databases.count()) {
      throw NO_DATABASE;
    }
    int db = (int) number;
    StringBuilder text = new StringBuilder("[Dictionary HT]\n");
    describe(text, databases.slots(db), databases.size(db));
    text.append("[Expires HT]\n");
    describe(text, databases.expiring(db), databases.expiring(db)); // an index, one place for each
    reply(call, text);
  }

  private static void ofKey(Call call) {
    if (!call.has(2)) {
      throw CommandError.NO_SUCH_KEY;
    }
    Value value = call.peek(2);
    RecordTable table = value == null ? null : value.elementTable();
    if (table == null) {
      throw NO_TABLE;
    }
    StringBuilder text = new StringBuilder();
    describe(text, table.slotCount(), table.size());
    reply(call, text);
  }

  private static void describe(StringBuilder text, long slots, long elements) {
    if (elements > 0) {
      text.append("Hash table 0 stats (main hash table):\n table size: ")
          .append(slots)
          .append("\n number of elements: ")
          .append(elements)
          .append('\n');
    }
  }

  private static void reply(Call call, StringBuilder text) {
    byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    call.reply().verbatim("txt", bytes, 0, bytes.length);
  }
}
