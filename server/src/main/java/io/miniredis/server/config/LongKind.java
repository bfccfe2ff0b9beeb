package io.miniredis.server.config;

import java.util.List;

/** A whole number of 64 bits. */
final class LongKind extends Kind<Long> {
  private final long min;
  private final long max;

  LongKind(long min, long max) {
    this.min = min;
    this.max = max;
  }

  @Override
  Long parse(List<String> args, Long current) {
    return Numbers.within(args.get(0), min, max);
  }

  @Override
  String print(Long value) {
    return value.toString();
  }

  @Override
  long number(Long value) {
    return value;
  }

  @Override
  String describe() {
    return Numbers.describe(min, max);
  }
}
