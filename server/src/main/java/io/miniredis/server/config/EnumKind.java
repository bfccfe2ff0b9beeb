package io.miniredis.server.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One word of a few, as a Java enum: {@code VOLATILE_LRU} is written {@code volatile-lru}. */
final class EnumKind<E extends Enum<E>> extends Kind<E> {
  private final E[] constants;
  private final String choices;

  EnumKind(Class<E> type) {
    this.constants = type.getEnumConstants();
    this.choices = Stream.of(constants).map(this::print).collect(Collectors.joining(", "));
  }

  @Override
  E parse(List<String> args, E current) {
    for (E constant : constants) {
      if (print(constant).equalsIgnoreCase(args.get(0))) {
        return constant;
      }
    }
    throw new ConfigException("argument(s) must be one of the following: " + choices);
  }

  @Override
  String print(E value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  long number(E value) {
    return value.ordinal();
  }

  @Override
  String describe() {
    return choices;
  }
}
