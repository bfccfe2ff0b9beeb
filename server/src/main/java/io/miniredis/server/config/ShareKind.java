package io.miniredis.server.config;

import java.util.List;

/** A number of bytes, or a percentage of another one, which is kept as a number below zero. */
final class ShareKind extends Kind<Long> {
  @Override
  Long parse(List<String> args, Long current) {
    String text = args.get(0);
    if (text.endsWith("%")) {
      long percent = percent(text.substring(0, text.length() - 1));
      if (percent > 100) {
        throw new ConfigException("percentage argument must be less or equal to 100");
      }
      if (percent >= 0) {
        return -percent;
      }
    } else {
      long bytes = Numbers.bytes(text);
      if (bytes >= 0) {
        return bytes;
      }
    }
    throw new ConfigException("argument must be a memory or percent value");
  }

  private static long percent(String text) {
    try {
      return Numbers.within(text, 0, Long.MAX_VALUE);
    } catch (ConfigException e) {
      return -1;
    }
  }

  @Override
  String print(Long value) {
    return value < 0 ? -value + "%" : value.toString();
  }

  @Override
  long number(Long value) {
    return value;
  }

  @Override
  String describe() {
    return "bytes, or a percentage";
  }
}
