package io.miniredis.server.config;

import java.util.List;

/** A whole number of 32 bits. */
final class IntKind extends Kind<Integer> {
  private final int min;
  private final int max;

  IntKind(int min, int max) {
    this.min = min;
    this.max = max;
  }

  @Override
  Integer parse(List<String> args, Integer current) {
    return (int) Numbers.within(args.get(0), min, max);
  }

  @Override
  String print(Integer value) {
    return value.toString();
  }

  @Override
  long number(Integer value) {
    return value;
  }

  @Override
  String describe() {
    return Numbers.describe(min, max);
  }
}
