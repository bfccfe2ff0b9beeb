package io.miniredis.server.command.server;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.GlobPattern;
import io.miniredis.server.value.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DEBUG's tools that concern the server, not a key. */
final class DebugServerTools {
  static final List<DebugTool> ALL =
      List.of(
          DebugTool.of(
              "CHANGE-REPL-ID",
              0,
              DebugServerTools::changeReplicationId,
              "Give the dataset's history another name."),
          DebugTool.of(
              "ERROR <text>", 1, DebugServerTools::error, "Reply with an error of this text."),
          DebugTool.of(
              "JMAP", 0, DebugServerTools::jmap, "Tell what the Java machine uses of memory."),
          DebugTool.of(
              "LOG <message>", 1, DebugServerTools::log, "Write a line to the server's log."),
          DebugTool.of(
              "PROTOCOL <type>",
              1,
              DebugProtocol::reply,
              "Reply with a value of this type: string, integer, double, bignum, null, array,",
              "set, map, attrib, push, verbatim, true, false."),
          DebugTool.of(
              "SET-ACTIVE-EXPIRE <0|1>",
              1,
              DebugServerTools::activeExpiry,
              "With 0, remove what has expired only when somebody looks at it."),
          DebugTool.of(
              "SLEEP <seconds>",
              1,
              DebugServerTools::sleep,
              "Do nothing for so long; decimals are allowed."),
          DebugTool.of(
              "STRINGMATCH-LEN <pattern> <text>",
              2,
              DebugServerTools::match,
              "Tell with 1 or 0 whether a glob pattern matches."));

  private static final Logger LOG = LoggerFactory.getLogger("io.miniredis.server.debug");
  private static final double NANOS_A_SECOND = 1e9;

  private DebugServerTools() {}

  private static void changeReplicationId(Call call) {
    call.engine().identity().changeReplicationId();
    LOG.info("Changing replication ID after receiving DEBUG CHANGE-REPL-ID");
    call.reply().simple(Replies.OK);
  }

  /** The error is a reply like any other: it does not count as one. */
  private static void error(Call call) {
    call.reply().error(call.arg(2).toString());
  }

  private static void jmap(Call call) {
    Runtime jvm = Runtime.getRuntime();
    String text =
        "heap max: %d%nheap committed: %d%nheap in use: %d%nprocessors: %d%nthreads: %d%n"
            .formatted(
                jvm.maxMemory(),
                jvm.totalMemory(),
                jvm.totalMemory() - jvm.freeMemory(),
                jvm.availableProcessors(),
                Thread.activeCount());
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    call.reply().verbatim("txt", bytes, 0, bytes.length);
  }

  private static void log(Call call) {
    LOG.warn("DEBUG LOG: {}", call.arg(2).toString().replaceAll("\\p{Cntrl}", " "));
    call.reply().simple(Replies.OK);
  }

  private static void activeExpiry(Call call) {
    Slice on = call.arg(2);
    call.engine().upkeep().activeExpiry(on.isLong() && on.asLong() != 0);
    call.reply().simple(Replies.OK);
  }

  /** Sleeps with every key locked, in the middle of this event loop: that is what it is for. */
  private static void sleep(Call call) {
    Slice seconds = call.arg(2);
    double nanos = seconds.isDouble() ? seconds.asDouble() * NANOS_A_SECOND : 0;
    try {
      Thread.sleep(java.time.Duration.ofNanos((long) Math.max(0, nanos)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandError.of("ERR interrupted");
    }
    call.reply().simple(Replies.OK);
  }

  private static void match(Call call) {
    call.reply().integer(GlobPattern.matches(call.arg(2), call.arg(3)) ? 1 : 0);
  }
}
