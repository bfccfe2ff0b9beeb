package io.miniredis.server.config;

import java.util.List;

/** A number of bytes, with a unit if one likes: {@code 64mb}. */
final class MemoryKind extends Kind<Long> {
  private final long min;
  private final long max;

  MemoryKind(long min, long max) {
    this.min = min;
    this.max = max;
  }

  @Override
  Long parse(List<String> args, Long current) {
    long bytes = Numbers.bytes(args.get(0));
    if (bytes == Numbers.NO_BYTES) {
      throw new ConfigException("argument must be a memory value");
    }
    return Numbers.inRange(bytes, min, max);
  }

  @Override
  String print(Long value) {
    return value.toString();
  }

  @Override
  String printDefault(Long value) {
    return withUnit(value);
  }

  @Override
  List<List<String>> lines(Long value) {
    return List.of(List.of(withUnit(value)));
  }

  @Override
  long number(Long value) {
    return value;
  }

  @Override
  String describe() {
    return min > 1 ? "bytes, " + withUnit(min) + " or more" : "bytes";
  }

  /** The shortest way to write it: {@code 1gb}, {@code 512mb}, {@code 100}. */
  static String withUnit(long bytes) {
    if (bytes != 0 && bytes % (1L << 30) == 0) {
      return (bytes >> 30) + "gb";
    }
    if (bytes != 0 && bytes % (1L << 20) == 0) {
      return (bytes >> 20) + "mb";
    }
    if (bytes != 0 && bytes % (1L << 10) == 0) {
      return (bytes >> 10) + "kb";
    }
    return Long.toString(bytes);
  }
}
