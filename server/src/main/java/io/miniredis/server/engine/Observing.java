package io.miniredis.server.engine;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.Settings;
import io.miniredis.server.metrics.LatencyEvents;
import io.miniredis.server.metrics.SlowLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of commands and other events that took long: SLOWLOG and LATENCY. A command
 * that did not costs one comparison.
 */
public final class Observing {
  private static final int SHOWN_ARGUMENTS = 32;
  private static final int SHOWN_BYTES = 128;
  private static final byte[] REDACTED = "(redacted)".getBytes(StandardCharsets.US_ASCII);
  private static final long NANOS_A_MICRO = 1000;
  private static final long NANOS_A_MILLI = 1_000_000;
  private static final long MILLIS_A_SECOND = 1000;

  private final Config config;
  private final Clock clock;
  private final SlowLog slowLog = new SlowLog();
  private final LatencyEvents latencies = new LatencyEvents();
  private volatile long slowNanos = Long.MAX_VALUE; // from here on a command is in the log
  private volatile long eventNanos = Long.MAX_VALUE; // from here on an event is remembered
  private volatile long longNanos = Long.MAX_VALUE; // the lesser of the two

  Observing(Config config, Clock clock) {
    this.config = config;
    this.clock = clock;
    config.follow(Settings.SLOWLOG_LOG_SLOWER_THAN, n -> configure());
    config.follow(Settings.SLOWLOG_MAX_LEN, n -> configure());
    config.follow(Settings.LATENCY_MONITOR_THRESHOLD, n -> configure());
  }

  private void configure() {
    long micros = config.number(Settings.SLOWLOG_LOG_SLOWER_THAN);
    boolean logs = micros >= 0 && config.number(Settings.SLOWLOG_MAX_LEN) > 0;
    long millis = config.number(Settings.LATENCY_MONITOR_THRESHOLD);
    slowNanos = logs ? nanos(micros, NANOS_A_MICRO) : Long.MAX_VALUE;
    eventNanos = millis > 0 ? nanos(millis, NANOS_A_MILLI) : Long.MAX_VALUE;
    longNanos = Math.min(slowNanos, eventNanos);
  }

  private static long nanos(long count, long each) {
    return count > Long.MAX_VALUE / each ? Long.MAX_VALUE : count * each;
  }

  /** The last commands that took long. */
  public SlowLog slowLog() {
    return slowLog;
  }

  /** What has taken long, by kinds of events. */
  public LatencyEvents latencies() {
    return latencies;
  }

  /** Whether a command of so many nanoseconds is to be told of. */
  boolean isLong(long nanos) {
    return nanos >= longNanos;
  }

  /** Notes a command that {@linkplain #isLong took long}. */
  void ran(Session session, CommandTable.Row row, Arguments args, long nanos) {
    took(kind(row), nanos);
    log(session.link().remoteAddress(), session.name(), row, args, nanos);
  }

  /** Notes a command of a script that {@linkplain #isLong took long}: no client's, as in Redis. */
  void ranByScript(CommandTable.Row row, Arguments args, long nanos) {
    took(kind(row), nanos);
    log("", "", row, args, nanos);
  }

  private static String kind(CommandTable.Row row) {
    return row.spec().is(Flag.FAST) ? "fast-command" : "command";
  }

  /** Notes a command whose client has waited for it, if it took long now. */
  void served(Session session, CommandTable.Row row, Arguments args, long nanos) {
    if (isLong(nanos)) {
      took("command-unblocking", nanos);
      log(session.link().remoteAddress(), session.name(), row, args, nanos);
    }
  }

  /** Notes an event, if it took long. */
  void took(String event, long nanos) {
    if (nanos >= eventNanos) {
      latencies.add(event, clock.millis() / MILLIS_A_SECOND, nanos / NANOS_A_MILLI);
    }
  }

  private void log(String address, String name, CommandTable.Row row, Arguments args, long nanos) {
    if (nanos >= slowNanos && !row.spec().is(Flag.SKIP_SLOWLOG)) {
      slowLog.add(
          clock.millis() / MILLIS_A_SECOND,
          nanos / NANOS_A_MICRO,
          shown(row.command(), args),
          address,
          name,
          config.number(Settings.SLOWLOG_MAX_LEN));
    }
  }

  /** A copy of the arguments that keeps no secret and is not long. */
  private static List<byte[]> shown(Command command, Arguments args) {
    int n = args.argc();
    int whole = n > SHOWN_ARGUMENTS ? SHOWN_ARGUMENTS - 1 : n;
    List<byte[]> shown = new ArrayList<>();
    for (int i = 0; i < whole; i++) {
      shown.add(command.isSecret(i, args) ? REDACTED : shortened(args, i));
    }
    if (whole < n) {
      shown.add(text("... (" + (n - whole) + " more arguments)"));
    }
    return shown;
  }

  private static byte[] shortened(Arguments args, int index) {
    byte[] bytes = new byte[Math.min(args.length(index), SHOWN_BYTES)];
    System.arraycopy(args.buffer(), args.offset(index), bytes, 0, bytes.length);
    int more = args.length(index) - bytes.length;
    if (more == 0) {
      return bytes;
    }
    String start = new String(bytes, StandardCharsets.ISO_8859_1);
    return text(start + "... (" + more + " more bytes)");
  }

  private static byte[] text(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
