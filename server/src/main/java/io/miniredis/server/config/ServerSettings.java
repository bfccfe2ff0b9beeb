package io.miniredis.server.config;

import java.util.List;

/** Rows of {@link Settings}: the process and what it is allowed to do to itself. */
interface ServerSettings {
  SettingTable SERVER = new SettingTable(Group.SERVER);

  Setting<Integer> DATABASES =
      SERVER
          .integer("databases", 16, 1, Integer.MAX_VALUE)
          .atStart()
          .effective()
          .doc("number of databases that SELECT reaches, from 0 on");

  Setting<Integer> HZ =
      SERVER
          .row("hz", new ClampedKind(1, 500), 10)
          .effective()
          .doc("times a second that background work such as active expiry is done");

  Setting<Boolean> DYNAMIC_HZ =
      SERVER
          .bool("dynamic-hz", true)
          .doc("do background work more often the more clients there are");

  Setting<Integer> ACTIVE_EXPIRE_EFFORT =
      SERVER
          .integer("active-expire-effort", 1, 1, 10)
          .effective()
          .doc("how much time removing expired keys may take: a quarter, and 2 % more a step");

  Setting<Boolean> DAEMONIZE =
      SERVER.bool("daemonize", false).atStart().doc("run in the background");

  Setting<String> SUPERVISED =
      SERVER
          .choice("supervised", "no", "upstart", "systemd", "auto", "no")
          .atStart()
          .doc("tell the system's service manager when the server is ready");

  Setting<String> PIDFILE =
      SERVER.text("pidfile", "").atStart().doc("file to write the process id to");

  Setting<Boolean> ALWAYS_SHOW_LOGO =
      SERVER.bool("always-show-logo", false).atStart().doc("print a logo at every start");

  Setting<Boolean> SET_PROC_TITLE =
      SERVER
          .bool("set-proc-title", true)
          .atStart()
          .doc("show the address in the list of processes");

  Setting<String> PROC_TITLE_TEMPLATE =
      SERVER
          .text("proc-title-template", "{title} {listen-addr} {server-mode}", "text", Rules::title)
          .doc("what the list of processes shows");

  Setting<String> IGNORE_WARNINGS =
      SERVER.text("ignore-warnings", "").doc("warnings of the system check that do not matter");

  Setting<Boolean> DISABLE_THP =
      SERVER.bool("disable-thp", true).atStart().doc("turn the system's huge pages off");

  Setting<String> OOM_SCORE_ADJ =
      SERVER
          .choice("oom-score-adj", "no", "no", "yes", "relative", "absolute")
          .doc("tell the system what to kill first when memory runs out");

  Setting<List<String>> OOM_SCORE_ADJ_VALUES =
      SERVER
          .row(
              "oom-score-adj-values",
              new WordsKind("three numbers, -2000 to 2000", Rules::oomScores),
              List.of("0", "200", "800"))
          .doc("scores of a master, a replica and a background child");

  Setting<String> SERVER_CPULIST =
      SERVER
          .text("server-cpulist", "")
          .alias("server_cpulist")
          .atStart()
          .doc("processors for the threads that serve clients");

  Setting<String> BIO_CPULIST =
      SERVER
          .text("bio-cpulist", "")
          .alias("bio_cpulist")
          .atStart()
          .doc("processors for background threads");

  Setting<String> AOF_REWRITE_CPULIST =
      SERVER
          .text("aof-rewrite-cpulist", "")
          .alias("aof_rewrite_cpulist")
          .atStart()
          .doc("processors for rewriting the append-only file");

  Setting<String> BGSAVE_CPULIST =
      SERVER
          .text("bgsave-cpulist", "")
          .alias("bgsave_cpulist")
          .atStart()
          .doc("processors for saving in the background");

  Setting<Integer> SHUTDOWN_TIMEOUT =
      SERVER
          .count("shutdown-timeout", 10)
          .doc("seconds to wait at the end for replicas that are behind");

  Setting<List<String>> SHUTDOWN_ON_SIGINT =
      SERVER
          .row("shutdown-on-sigint", new ShutdownKind(), List.of())
          .doc("how the server ends on SIGINT");

  Setting<List<String>> SHUTDOWN_ON_SIGTERM =
      SERVER
          .row("shutdown-on-sigterm", new ShutdownKind(), List.of())
          .doc("how the server ends on SIGTERM");

  Setting<Long> BUSY_REPLY_THRESHOLD =
      SERVER
          .number("busy-reply-threshold", 5000, 0)
          .alias("lua-time-limit")
          .effective()
          .doc("milliseconds a script may run before others are told that the server is busy");

  Setting<String> LOCALE_COLLATE =
      SERVER
          .text("locale-collate", "")
          .doc("locale by which strings are compared; empty is the system's");

  Setting<Boolean> CRASH_LOG_ENABLED =
      SERVER.bool("crash-log-enabled", true).doc("write a report when the server crashes");

  Setting<Boolean> CRASH_MEMCHECK_ENABLED =
      SERVER.bool("crash-memcheck-enabled", true).doc("test the memory when the server crashes");

  Setting<Boolean> USE_EXIT_ON_PANIC =
      SERVER.bool("use-exit-on-panic", false).hidden().doc("exit where real Redis would abort");

  Setting<Integer> WATCHDOG_PERIOD =
      SERVER.count("watchdog-period", 0).hidden().doc("milliseconds after which a stall is logged");
}
