package io.miniredis.server.config;

import java.util.List;

/** Rows of {@link Settings}: the log, and what the server tells about itself. */
interface ObservingSettings {
  SettingTable OBSERVING = new SettingTable(Group.OBSERVING);

  Setting<LogLevel> LOGLEVEL =
      OBSERVING
          .oneOf("loglevel", LogLevel.NOTICE)
          .effective()
          .doc("how much the log tells; a change takes effect at the next start");

  Setting<String> LOGFILE =
      OBSERVING
          .text("logfile", "")
          .atStart()
          .effective()
          .doc("file of the log; empty is the standard output");

  Setting<Boolean> HIDE_USER_DATA_FROM_LOG =
      OBSERVING.bool("hide-user-data-from-log", false).doc("keep keys and values out of the log");

  Setting<Boolean> SYSLOG_ENABLED =
      OBSERVING.bool("syslog-enabled", false).atStart().doc("log to the system's log");

  Setting<String> SYSLOG_IDENT =
      OBSERVING.text("syslog-ident", "redis").atStart().doc("our name in the system's log");

  Setting<String> SYSLOG_FACILITY =
      OBSERVING
          .choice(
              "syslog-facility",
              "local0",
              "user",
              "local0",
              "local1",
              "local2",
              "local3",
              "local4",
              "local5",
              "local6",
              "local7")
          .atStart()
          .doc("facility of the system's log");

  Setting<Long> SLOWLOG_LOG_SLOWER_THAN =
      OBSERVING
          .number("slowlog-log-slower-than", 10_000, -1)
          .effective()
          .doc("microseconds from which on a command is in SLOWLOG; -1 is never");

  Setting<Long> SLOWLOG_MAX_LEN =
      OBSERVING
          .number("slowlog-max-len", 128, 0)
          .effective()
          .doc("commands that SLOWLOG remembers");

  Setting<Long> LATENCY_MONITOR_THRESHOLD =
      OBSERVING
          .number("latency-monitor-threshold", 0, 0)
          .effective()
          .doc("milliseconds from which on LATENCY remembers an event; 0 is never");

  Setting<Boolean> LATENCY_TRACKING =
      OBSERVING
          .bool("latency-tracking", true)
          .effective()
          .doc("keep a histogram of times for each command");

  Setting<List<String>> LATENCY_TRACKING_INFO_PERCENTILES =
      OBSERVING
          .row(
              "latency-tracking-info-percentiles",
              new WordsKind("percentages", Rules::percentiles),
              List.of("50", "99", "99.9"))
          .effective()
          .doc("percentiles that INFO latencystats shows");

  Setting<Integer> METRICS_PORT =
      OBSERVING
          .integer("metrics-port", 0, 0, 65535)
          .atStart()
          .effective()
          .doc("port of the HTTP endpoint for /health, /ready and /metrics; 0 is none");

  Setting<String> METRICS_BIND =
      OBSERVING
          .text("metrics-bind", "127.0.0.1", "an address", Rules::metricsAddress)
          .atStart()
          .effective()
          .doc("address of the HTTP endpoint, which asks for no password; * is all");

  Setting<KeyspaceEvents> NOTIFY_KEYSPACE_EVENTS =
      OBSERVING
          .row("notify-keyspace-events", new KeyspaceEventsKind(), KeyspaceEvents.NONE)
          .effective()
          .doc("classes of keyspace events that are published");
}
