package io.miniredis.server.command.memory;

import io.miniredis.server.command.MemoryFigures;
import java.util.ArrayList;
import java.util.List;

/** What MEMORY DOCTOR says: what is worth a look in the use of memory. */
final class MemoryReport {
  private static final long SMALL = 5L << 20;
  private static final long LARGE_CLIENT = 200 * 1024;
  private static final double MUCH_MORE = 1.5;
  private static final double NEARLY = 0.9;

  private MemoryReport() {}

  /**
   * The report.
   *
   * @param limit bytes that may be used, or 0
   * @param maxHeap bytes to which the JVM's heap can grow
   */
  static String of(MemoryFigures memory, long limit, long maxHeap, long clients) {
    if (memory.used() < SMALL) {
      return "So little memory is in use that there is nothing to say about it.\n";
    }
    List<String> findings = findings(memory, limit, maxHeap, clients);
    if (findings.isEmpty()) {
      return "Nothing about the use of memory is worth a look.\n";
    }
    StringBuilder text = new StringBuilder("Worth a look in the use of memory:\n\n");
    findings.forEach(finding -> text.append("- ").append(finding).append('\n'));
    return text.toString();
  }

  private static List<String> findings(
      MemoryFigures memory, long limit, long maxHeap, long clients) {
    List<String> findings = new ArrayList<>();
    if (memory.peak() > MUCH_MORE * memory.used()) {
      findings.add(
          "More than one and a half times as much was in use once as is now ("
              + memory.peak()
              + " bytes). The JVM may not have given the rest back to the system.");
    }
    if (limit > 0 && memory.used() > NEARLY * limit) {
      findings.add(
          "Nine tenths of maxmemory are in use: soon keys are evicted, or commands are refused.");
    }
    if (limit > NEARLY * maxHeap || (limit == 0 && memory.used() > maxHeap / 2)) {
      findings.add(
          "The JVM's heap ("
              + maxHeap
              + " bytes at most) may be full before anything is evicted: set maxmemory to about"
              + " half of it, or start the JVM with a larger one (-Xmx).");
    }
    if (clients > 0 && memory.clients() / clients > LARGE_CLIENT) {
      findings.add(
          "Clients take more than 200 KiB each: they send large commands, or do not read their"
              + " replies. CLIENT LIST tells which (qbuf, omem), client-output-buffer-limit ends"
              + " them.");
    }
    return findings;
  }
}
