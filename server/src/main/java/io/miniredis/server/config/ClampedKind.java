package io.miniredis.server.config;

import java.util.List;

/** A number from 0 on that is moved to the nearest one within a range. */
final class ClampedKind extends Kind<Integer> {
  private final int min;
  private final int max;

  ClampedKind(int min, int max) {
    this.min = min;
    this.max = max;
  }

  @Override
  Integer parse(List<String> args, Integer current) {
    return Math.clamp(Numbers.within(args.get(0), 0, Integer.MAX_VALUE), min, max);
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
