package io.miniredis.server.config;

import java.util.List;

/** File permissions, in octal. */
final class OctalKind extends Kind<Integer> {
  @Override
  Integer parse(List<String> args, Integer current) {
    int mode;
    try {
      mode = Integer.parseInt(args.get(0), 8);
    } catch (NumberFormatException e) {
      throw new ConfigException("argument couldn't be parsed as an octal number");
    }
    if (mode < 0 || mode > 0777) {
      throw new ConfigException("argument must be between 0 and 777 inclusive");
    }
    return mode;
  }

  @Override
  String print(Integer value) {
    return Integer.toOctalString(value);
  }

  @Override
  long number(Integer value) {
    return value;
  }

  @Override
  String describe() {
    return "octal, 0 to 777";
  }
}
