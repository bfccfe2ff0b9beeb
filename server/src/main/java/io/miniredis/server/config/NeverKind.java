package io.miniredis.server.config;

import java.util.List;

/** {@code no}; {@code yes} is understood and refused. */
final class NeverKind extends Kind<Boolean> {
  private final BoolKind words = new BoolKind();
  private final String refusal;

  NeverKind(String refusal) {
    this.refusal = refusal;
  }

  @Override
  Boolean parse(List<String> args, Boolean current) {
    if (words.parse(args, current)) {
      throw new ConfigException(refusal);
    }
    return false;
  }

  @Override
  String print(Boolean value) {
    return words.print(value);
  }

  @Override
  String describe() {
    return "no";
  }
}
