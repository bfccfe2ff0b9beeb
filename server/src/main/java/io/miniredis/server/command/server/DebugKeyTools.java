package io.miniredis.server.command.server;

import io.miniredis.protocol.Replies;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Databases;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;
import io.miniredis.server.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DEBUG's tools that look into keys, or make them. */
final class DebugKeyTools {
  static final List<DebugTool> ALL =
      List.of(
          DebugTool.of(
              "DIGEST",
              0,
              DebugKeyTools::digest,
              "Tell a SHA-1 of all keys and values, the same as Redis's."),
          DebugTool.of(
              "DIGEST-VALUE [<key> ...]",
              0,
              Integer.MAX_VALUE,
              DebugKeyTools::digestValues,
              "Tell a SHA-1 of each of these values."),
          DebugTool.of(
              "LISTPACK <key>",
              1,
              DebugKeyTools::listpack,
              "Write a line to the log about a packed value."),
          DebugTool.of(
              "OBJECT <key>", 1, DebugKeyTools::object, "Tell how the value is represented."),
          DebugTool.of(
              "POPULATE <count> [<prefix>] [<size>]",
              1,
              3,
              DebugKeyTools::populate,
              "Make strings named prefix:0, prefix:1 and so on; keys that exist stay."),
          DebugTool.of(
              "QUICKLIST <key> [<0|1>]",
              1,
              2,
              DebugKeyTools::quicklist,
              "Write a line to the log about a list of several nodes."),
          DebugTool.of(
              "SDSLEN <key>", 1, DebugKeyTools::stringLength, "Tell the length of a string."));

  private static final Logger LOG = LoggerFactory.getLogger("io.miniredis.server.debug");

  private static final int KEY = 2;
  private static final int LRU_CLOCK_MASK = (1 << 24) - 1;
  private static final CommandError NOT_PACKED =
      CommandError.of("ERR Not a listpack encoded object.");
  private static final CommandError NO_QUICKLIST =
      CommandError.of("ERR Not a quicklist encoded object.");
  private static final CommandError NO_STRING = CommandError.of("ERR Not an sds encoded string.");

  private DebugKeyTools() {}

  private static void digest(Call call) {
    call.reply().simple(new DatasetDigest(call.now()).of(call.databases()));
  }

  private static void digestValues(Call call) {
    DatasetDigest digest = new DatasetDigest(call.now());
    call.reply().array(call.argc() - KEY);
    for (int i = KEY; i < call.argc(); i++) {
      Slice text = call.peekString(i);
      Value value = call.peek(i);
      call.reply()
          .simple(
              value == null && text == null
                  ? digest.ofNothing()
                  : digest.of(value, text == null ? new Slice() : text, call.expiry(i)));
    }
  }

  /** Where Redis tells the length of the value's serialized form, this tells bytes of heap. */
  private static void object(Call call) {
    String encoding = encoding(call);
    Value value = call.peek(KEY);
    long idle = call.idleSeconds(KEY);
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "Value at:0x%012x refcount:1 encoding:%s serializedlength:%d lru:%d"
                + " lru_seconds_idle:%d",
            System.identityHashCode(value),
            encoding,
            call.heapBytes(KEY),
            call.now() / 1000 - idle & LRU_CLOCK_MASK,
            idle));
    if (value instanceof ListValue list && encoding.equals("quicklist")) {
      line.append(
          String.format(
              Locale.ROOT,
              " ql_nodes:%d ql_avg_node:%.2f ql_listpack_max:%d ql_compressed:0"
                  + " ql_uncompressed_size:%d",
              list.nodes(),
              (double) list.size() / list.nodes(),
              call.engine().config().integer(Settings.LIST_MAX_LISTPACK_SIZE),
              list.bytes()));
    }
    call.reply().simple(line.toString());
  }

  private static String encoding(Call call) {
    String encoding = call.encoding(KEY);
    if (encoding == null) {
      throw CommandError.NO_SUCH_KEY;
    }
    return encoding;
  }

  private static void listpack(Call call) {
    if (!encoding(call).equals("listpack")) {
      throw NOT_PACKED;
    }
    logValue(call);
    call.reply().simple("Listpack structure printed on stdout");
  }

  private static void quicklist(Call call) {
    if (!encoding(call).equals("quicklist")) {
      throw NO_QUICKLIST;
    }
    logValue(call);
    call.reply().simple("Quicklist structure printed on stdout");
  }

  private static void logValue(Call call) {
    LOG.info("{}: {} of {} bytes of heap", call.type(KEY), call.encoding(KEY), call.heapBytes(KEY));
  }

  private static void stringLength(Call call) {
    String encoding = encoding(call);
    if (!"string".equals(call.type(KEY)) || encoding.equals("int")) {
      throw NO_STRING;
    }
    Slice text = call.findString(KEY);
    int spare = call.peek(KEY) instanceof StringValue s ? s.array().length - s.length() : 0;
    int key = call.arg(KEY).length();
    int length = text == null ? 0 : text.length();
    call.reply()
        .simple(
            "key_sds_len:%d, key_sds_avail:0, key_zmalloc: %d, val_sds_len:%d, val_sds_avail:%d,"
                    .formatted(key, key, length, spare)
                + " val_zmalloc: "
                + (length + spare));
  }

  private static void populate(Call call) {
    Databases databases = call.databases();
    long count = call.longArg(2, 0, Long.MAX_VALUE, CommandError.MUST_BE_POSITIVE);
    String prefix = call.argc() > 3 ? call.arg(3).toString() : "key";
    long size =
        call.argc() > 4
            ? call.longArg(4, 0, Integer.MAX_VALUE / 2, CommandError.MUST_BE_POSITIVE)
            : 0;
    for (long i = 0; i < count; i++) {
      byte[] key = (prefix + ":" + i).getBytes(StandardCharsets.ISO_8859_1);
      byte[] value = ("value:" + i).getBytes(StandardCharsets.US_ASCII);
      databases.addString(
          call.database(), key, size == 0 ? value : Arrays.copyOf(value, (int) size), call.now());
    }
    call.reply().simple(Replies.OK);
  }
}
