package io.miniredis.server.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One word of a few, as a Java enum: mostly, {@code ALLKEYS_LRU} is written {@code allkeys-lru}.
 */
final class EnumKind<E extends Enum<E>> extends Kind<E> {
  private final E[] constants;
  private final char separator;

  /**
   * A kind.
   *
   * @param separator what the words have where the constants have an underscore
   */
  EnumKind(Class<E> type, char separator) {
    this.constants = type.getEnumConstants();
    this.separator = separator;
  }

  @Override
  E parse(List<String> args, E current) {
    for (E constant : constants) {
      if (print(constant).equalsIgnoreCase(args.get(0))) {
        return constant;
      }
    }
    throw new ConfigException("argument(s) must be one of the following: " + describe());
  }

  @Override
  String print(E value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', separator);
  }

  @Override
  long number(E value) {
    return value.ordinal();
  }

  @Override
  String describe() {
    return Stream.of(constants).map(this::print).collect(Collectors.joining(", "));
  }
}
