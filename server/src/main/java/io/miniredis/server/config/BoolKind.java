package io.miniredis.server.config;

import java.util.List;

/** {@code yes} or {@code no}, in any case. */
final class BoolKind extends Kind<Boolean> {
  @Override
  Boolean parse(List<String> args, Boolean current) {
    String text = args.get(0);
    if (text.equalsIgnoreCase("yes")) {
      return true;
    }
    if (text.equalsIgnoreCase("no")) {
      return false;
    }
    throw new ConfigException("argument must be 'yes' or 'no'");
  }

  @Override
  String print(Boolean value) {
    return value ? "yes" : "no";
  }

  @Override
  long number(Boolean value) {
    return value ? 1 : 0;
  }

  @Override
  String describe() {
    return "yes or no";
  }
}
