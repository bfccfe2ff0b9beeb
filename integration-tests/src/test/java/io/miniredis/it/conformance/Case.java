package io.miniredis.it.conformance;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A named list of steps that starts on empty servers with fresh connections.
 *
 * @param file the file it stands in, {@code string/set}
 * @param line where it starts there, from 1
 * @param since the first version of Redis that behaves so; an older real server is not asked
 * @param before the first version of Redis that no longer behaves so; "" when all do
 * @param differs why ours departs from Redis on purpose; "" when it does not
 * @param protocols the RESP versions under which it runs
 * @param settings CONFIG SET before the case, and set back after it
 */
record Case(
    String file,
    int line,
    String name,
    String since,
    String before,
    String differs,
    Set<Integer> protocols,
    Map<String, String> settings,
    List<Step> steps) {

  /** Whether a server that says {@code version} ("7.0.15") should behave so. */
  boolean appliesTo(String version) {
    return (since.isEmpty() || compare(version, since) >= 0)
        && (before.isEmpty() || compare(version, before) < 0);
  }

  /** Compares versions as far as the shorter goes: 7.0.15 is 7.0. */
  static int compare(String a, String b) {
    String[] left = a.split("\\.");
    String[] right = b.split("\\.");
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
