package io.miniredis.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Pairs of seconds and changes; the empty text means none. */
final class SaveKind extends Kind<List<SavePoint>> {
  @Override
  boolean manyArguments() {
    return true;
  }

  @Override
  List<SavePoint> parse(List<String> args, List<SavePoint> current) {
    if (none(args)) {
      return List.of();
    }
    if (args.size() % 2 != 0) {
      throw invalid();
    }
    List<SavePoint> points = new ArrayList<>();
    for (int i = 0; i < args.size(); i += 2) {
      points.add(new SavePoint(number(args.get(i), 1), number(args.get(i + 1), 0)));
    }
    return List.copyOf(points);
  }

  /** In a file each line adds to those before it, and an empty one takes them away. */
  @Override
  List<SavePoint> parseAgain(List<String> args, List<SavePoint> current) {
    if (none(args)) {
      return List.of();
    }
    List<SavePoint> all = new ArrayList<>(current);
    all.addAll(parse(args, current));
    return List.copyOf(all);
  }

  @Override
  boolean accumulates() {
    return true;
  }

  private static boolean none(List<String> args) {
    return args.isEmpty() || args.size() == 1 && args.get(0).isEmpty();
  }

  private static long number(String text, int min) {
    try {
      long value = Integer.parseInt(text);
      if (value >= min) {
        return value;
      }
    } catch (NumberFormatException e) {
      // answered below
    }
    throw invalid();
  }

  private static ConfigException invalid() {
    return new ConfigException("Invalid save parameters");
  }

  @Override
  String print(List<SavePoint> value) {
    return value.stream()
        .map(point -> point.seconds() + " " + point.changes())
        .collect(Collectors.joining(" "));
  }

  @Override
  List<List<String>> lines(List<SavePoint> value) {
    if (value.isEmpty()) {
      return List.of(List.of(""));
    }
    return value.stream()
        .map(p -> List.of(Long.toString(p.seconds()), Long.toString(p.changes())))
        .toList();
  }

  @Override
  String describe() {
    return "pairs of seconds and changes";
  }
}
