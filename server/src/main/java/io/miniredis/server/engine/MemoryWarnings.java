package io.miniredis.server.engine;

import java.util.ArrayList;
import java.util.List;

/** What is to be said of a limit of memory that will disappoint. */
final class MemoryWarnings {
  private static final long LITTLE = 1 << 20;

  private MemoryWarnings() {}

  /**
   * The lines to log when a limit comes into force.
   *
   * @param limit bytes, more than 0
   * @param used bytes used now
   * @param heap the greatest size of the JVM's heap in bytes
   */
  static List<String> of(long limit, long used, long heap) {
    List<String> lines = new ArrayList<>();
    if (limit < LITTLE) {
      lines.add("maxmemory is only " + limit + " bytes. Was that intended?");
    }
    if (limit > heap) {
      lines.add(
          "maxmemory is "
              + limit
              + " bytes, but the JVM's heap cannot grow beyond "
              + heap
              + ": the JVM would run out of memory before any key is evicted. Start it with a"
              + " larger -Xmx, or set maxmemory to at most two thirds of the heap.");
    }
    if (limit < used) {
      lines.add(
          "maxmemory is "
              + limit
              + " bytes, less than the "
              + used
              + " in use: keys will be evicted, or commands that need memory refused, as"
              + " maxmemory-policy says.");
    }
    return lines;
  }
}
