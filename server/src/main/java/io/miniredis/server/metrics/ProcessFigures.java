package io.miniredis.server.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the operating system counts of this process, read from Linux's {@code /proc}; elsewhere the
 * JVM's own view, or 0.
 *
 * @param residentBytes memory in use, as the system sees it
 * @param userSeconds processor time in the program
 * @param systemSeconds processor time in the system on its behalf
 * @param machineBytes memory of the machine
 */
public record ProcessFigures(
    long residentBytes, double userSeconds, double systemSeconds, long machineBytes) {
  private static final double TICKS_A_SECOND = 100; // USER_HZ, the same on all of today's Linuxes
  private static final int UTIME = 11; // fields of /proc/self/stat behind the program's name
  private static final int STIME = 12;

  /** The figures of now. */
  public static ProcessFigures read() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return new ProcessFigures(
          kilobytes("/proc/self/status", "VmRSS:"),
          Long.parseLong(fields[UTIME]) / TICKS_A_SECOND,
          Long.parseLong(fields[STIME]) / TICKS_A_SECOND,
          kilobytes("/proc/meminfo", "MemTotal:"));
    } catch (IOException | RuntimeException e) {
      return new ProcessFigures(Runtime.getRuntime().totalMemory(), 0, 0, 0);
    }
  }

  /** The bytes that a line of the file tells in kB. */
  private static long kilobytes(String file, String name) throws IOException {
    for (String line : Files.readAllLines(Path.of(file))) {
      if (line.startsWith(name)) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    return 0;
  }
}
