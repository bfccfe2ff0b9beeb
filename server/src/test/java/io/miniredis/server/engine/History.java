package io.miniredis.server.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What clients did at the same time, and the question whether it could have happened one after the
 * other: in some order in which nothing comes before what had ended when it began, and in which
 * each reply is the one that a plain map gives (linearizability; the search is Wing and Gong's).
 */
final class History {
  /**
   * A command and its reply.
   *
   * @param client whose it is: a client's operations happen in the order in which they are given
   * @param begun by {@link System#nanoTime}, before it was sent
   * @param ended when its reply had been read
   */
  record Operation(int client, List<String> command, String reply, long begun, long ended) {
    @Override
    public String toString() {
      return client
          + ": "
          + String.join(" ", command)
          + " -> "
          + reply
          + " ["
          + begun
          + ", "
          + ended
          + "]";
    }
  }

  private record Seen(long done, Map<String, String> state) {}

  private final List<Operation> operations;
  private final Set<Seen> deadEnds = new HashSet<>();

  /** At most 63 operations. */
  History(List<Operation> operations) {
    this.operations = List.copyOf(operations);
  }

  /** The states in which the keys may be afterwards; none if there is no such order. */
  Set<Map<String, String>> outcomes(Map<String, String> before) {
    Set<Map<String, String>> outcomes = new HashSet<>();
    search(0, before, outcomes);
    return outcomes;
  }

  private void search(long done, Map<String, String> state, Set<Map<String, String>> outcomes) {
    if (done == (1L << operations.size()) - 1) {
      outcomes.add(state);
      return;
    }
    if (!deadEnds.add(new Seen(done, state))) {
      return;
    }
    long firstEnd = Long.MAX_VALUE;
    for (int i = 0; i < operations.size(); i++) {
      if ((done & 1L << i) == 0) {
        firstEnd = Math.min(firstEnd, operations.get(i).ended());
      }
    }
    Set<Integer> seen = new HashSet<>(); // clients of which one is to come: later ones wait
    for (int i = 0; i < operations.size(); i++) {
      Operation o = operations.get(i);
      if ((done & 1L << i) == 0 && seen.add(o.client()) && o.begun() <= firstEnd) {
        Map<String, String> after = new TreeMap<>(state);
        if (apply(o.command(), after).equals(o.reply())) {
          search(done | 1L << i, after, outcomes);
        }
      }
    }
  }

  /** What a map of strings replies; it changes accordingly. */
  static String apply(List<String> c, Map<String, String> map) {
    return switch (c.getFirst()) {
      case "EXEC" -> "[" + String.join(" ", replies(c, map)) + "]";
      case "SET" -> set(c, map);
      case "GET" -> map.getOrDefault(c.get(1), "nil");
      case "GETDEL" -> orNil(map.remove(c.get(1)));
      case "GETSET" -> orNil(map.put(c.get(1), c.get(2)));
      case "INCR" -> ":" + incremented(c.get(1), map);
      case "DEL" -> ":" + c.stream().skip(1).filter(k -> map.remove(k) != null).count();
      case "EXISTS" -> ":" + c.stream().skip(1).filter(map::containsKey).count();
      case "MSET" -> set(c, map);
      case "MSETNX" -> {
        boolean free = keys(c).stream().noneMatch(map::containsKey);
        if (free) {
          set(c, map);
        }
        yield free ? ":1" : ":0";
      }
      case "MGET" -> "[" + String.join(" ", values(c, map)) + "]";
      case "COPY" -> {
        String value = map.get(c.get(1));
        yield value == null ? ":0" : ":" + (put(map, c.get(2), value) ? 1 : 0);
      }
      case "RENAME" -> {
        String value = map.remove(c.get(1));
        yield value == null ? "-ERR no such key" : put(map, c.get(2), value) ? "+OK" : "";
      }
      default -> throw new IllegalArgumentException(c.getFirst());
    };
  }

  /** Of a transaction, each argument of which is a command. */
  private static List<String> replies(List<String> c, Map<String, String> map) {
    return c.stream().skip(1).map(line -> apply(List.of(line.split(" ")), map)).toList();
  }

  private static boolean put(Map<String, String> map, String key, String value) {
    map.put(key, value);
    return true;
  }

  private static String orNil(String value) {
    return value == null ? "nil" : value;
  }

  private static String set(List<String> c, Map<String, String> map) {
    for (int i = 1; i < c.size(); i += 2) {
      map.put(c.get(i), c.get(i + 1));
    }
    return "+OK";
  }

  private static long incremented(String key, Map<String, String> map) {
    long n = Long.parseLong(map.getOrDefault(key, "0")) + 1;
    map.put(key, Long.toString(n));
    return n;
  }

  private static List<String> keys(List<String> c) {
    List<String> keys = new ArrayList<>();
    for (int i = 1; i < c.size(); i += 2) {
      keys.add(c.get(i));
    }
    return keys;
  }

  private static List<String> values(List<String> c, Map<String, String> map) {
    return c.stream().skip(1).map(k -> map.getOrDefault(k, "nil")).toList();
  }
}
