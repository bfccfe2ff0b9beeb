package io.miniredis.server.command.server;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a command, or several that belong together, as COMMAND DOCS describes it
 * (redis.io, "Command arguments").
 *
 * @param token the word that stands before it on the wire, or that it consists of
 * @param multiple whether it can be given several times
 * @param multipleToken whether each time with its token
 * @param keySpec the index of the key specification that covers it; -1 if it is no key
 * @param arguments the parts of a block, or the alternatives
 */
record Argument(
    String name,
    Type type,
    @Nullable String token,
    boolean optional,
    boolean multiple,
    boolean multipleToken,
    int keySpec,
    List<Argument> arguments) {

  /** What an argument is; names as on the wire. */
  enum Type {
    STRING,
    INTEGER,
    DOUBLE,
    KEY,
    PATTERN,
    UNIX_TIME,
    PURE_TOKEN,
    ONEOF,
    BLOCK;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    String label() {
      return label;
    }
  }

  /** A value. */
  static Argument of(String name, Type type, int keySpec) {
    return new Argument(name, type, null, false, false, false, keySpec, List.of());
  }

  /** A word that says all by being there. */
  static Argument token(String token) {
    String name = token.toLowerCase(Locale.ROOT);
    return new Argument(name, Type.PURE_TOKEN, token, false, false, false, -1, List.of());
  }

  /** Arguments that come together, in this order. */
  static Argument block(String name, List<Argument> parts) {
    return new Argument(name, Type.BLOCK, null, false, false, false, -1, List.copyOf(parts));
  }

  /** One of these arguments. */
  static Argument oneOf(String name, List<Argument> choices) {
    return new Argument(name, Type.ONEOF, null, false, false, false, -1, List.copyOf(choices));
  }

  Argument withToken(String before) {
    return new Argument(name, type, before, optional, multiple, multipleToken, keySpec, arguments);
  }

  Argument asOptional() {
    return new Argument(name, type, token, true, multiple, multipleToken, keySpec, arguments);
  }

  Argument repeated() {
    return new Argument(name, type, token, optional, true, token != null, keySpec, arguments);
  }
}
