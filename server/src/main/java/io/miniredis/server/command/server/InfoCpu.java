package io.miniredis.server.command.server;

import io.miniredis.server.engine.Call;
import io.miniredis.server.metrics.ProcessFigures;

/**
 * INFO cpu: processor time of the whole process, the JVM's own threads counted; no children are
 * forked.
 */
final class InfoCpu {
  private static final int DIGITS = 6;

  private InfoCpu() {}

  @SuppressWarnings("unused") // every section is written from a call
  static void write(InfoText text, Call call) {
    ProcessFigures process = ProcessFigures.read();
    text.section("CPU")
        .put("used_cpu_sys", process.systemSeconds(), DIGITS)
        .put("used_cpu_user", process.userSeconds(), DIGITS)
        .put("used_cpu_sys_children", 0, DIGITS)
        .put("used_cpu_user_children", 0, DIGITS);
  }
}
