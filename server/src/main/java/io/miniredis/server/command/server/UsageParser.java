package io.miniredis.server.command.server;

import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the tree of arguments that COMMAND DOCS tells from a usage line. What the line does not say
 * follows from names: {@code key} and its like are keys, {@code count} is a number; a block or a
 * choice is called by its token, or by those and the names in it.
 */
final class UsageParser {
  private static final Set<String> KEYS =
      Set.of(
          "key",
          "key1",
          "key2",
          "source",
          "destination",
          "src",
          "dst",
          "destkey",
          "newkey",
          "sourcekey");
  private static final Set<String> INTEGERS =
      Set.of(
          "client-id",
          "count",
          "cursor",
          "db",
          "decrement",
          "destination-db",
          "end",
          "idmp-duration",
          "idmp-maxsize",
          "index",
          "index1",
          "index2",
          "increment",
          "len",
          "limit",
          "maxage",
          "milliseconds",
          "min-match-len",
          "num-matches",
          "numfields",
          "numids",
          "min-idle-time",
          "numkeys",
          "offset",
          "port",
          "protover",
          "rank",
          "seconds",
          "start",
          "stop",
          "timeout",
          "version",
          "weight");
  private static final Set<String> DOUBLES =
      Set.of("score", "longitude", "latitude", "radius", "width", "height", "float-increment");

  /** Where a name alone does not tell: the command's name, then the argument's. */
  private static final Map<String, Argument.Type> OTHERWISE =
      Map.ofEntries(
          Map.entry("HINCRBYFLOAT increment", Argument.Type.DOUBLE),
          Map.entry("INCRBYFLOAT increment", Argument.Type.DOUBLE),
          Map.entry("ZCOUNT max", Argument.Type.DOUBLE),
          Map.entry("ZCOUNT min", Argument.Type.DOUBLE),
          Map.entry("ZRANGE start", Argument.Type.STRING),
          Map.entry("ZRANGE stop", Argument.Type.STRING),
          Map.entry("ZRANGEBYSCORE max", Argument.Type.DOUBLE),
          Map.entry("ZRANGEBYSCORE min", Argument.Type.DOUBLE),
          Map.entry("ZREMRANGEBYSCORE max", Argument.Type.DOUBLE),
          Map.entry("ZREMRANGEBYSCORE min", Argument.Type.DOUBLE),
          Map.entry("ZREVRANGEBYSCORE max", Argument.Type.DOUBLE),
          Map.entry("ZREVRANGEBYSCORE min", Argument.Type.DOUBLE));

  private final String command;
  private final int keySpecs;
  private int keys;

  private UsageParser(String command, int keySpecs) {
    this.command = command;
    this.keySpecs = keySpecs;
  }

  /**
   * The arguments of a command, in order.
   *
   * @throws IllegalArgumentException if its usage line has brackets that do not fit
   */
  static List<Argument> arguments(Spec spec) {
    int keySpecs = (int) spec.keys().stream().filter(KeySpec::isKey).count();
    return new UsageParser(spec.name(), keySpecs).sequence(UsageNode.parse(spec.usage()));
  }

  private List<Argument> sequence(List<UsageNode> nodes) {
    List<Argument> arguments = new ArrayList<>();
    int i = 0;
    while (i < nodes.size()) {
      int end = endOfRepeated(nodes, i);
      if (end > i) {
        arguments.add(whole(nodes.subList(i, end)).repeated());
        i = end + 1;
      } else {
        end = endOfItem(nodes, i);
        arguments.add(item(nodes.subList(i, end)));
        i = end;
      }
    }
    return arguments;
  }

  /** Where the nodes end that begin at {@code from} and may be given again; else {@code from}. */
  private static int endOfRepeated(List<UsageNode> nodes, int from) {
    for (int end = from + 1; end < nodes.size(); end++) {
      if (nodes.get(end) instanceof UsageNode.Again again
          && again.repeats(nodes.subList(from, end))) {
        return end;
      }
    }
    return from;
  }

  /** A token takes along what follows it, up to the next token or option. */
  private static int endOfItem(List<UsageNode> nodes, int from) {
    int end = from + 1;
    if (isToken(nodes.get(from))) {
      while (end < nodes.size() && !isToken(nodes.get(end)) && !isOption(nodes.get(end))) {
        end++;
      }
    }
    return end;
  }

  private static boolean isToken(UsageNode node) {
    return node instanceof UsageNode.Word word && word.isToken();
  }

  private static boolean isOption(UsageNode node) {
    return node instanceof UsageNode.Group group && group.optional();
  }

  private Argument item(List<UsageNode> nodes) {
    return switch (nodes.getFirst()) {
      case UsageNode.Word word -> word.isToken() ? token(word, nodes) : value(word.text());
      case UsageNode.Group group -> group.optional() ? choice(group).asOptional() : choice(group);
      case UsageNode.Again again -> choice(again.what()).repeated().asOptional();
    };
  }

  private Argument token(UsageNode.Word word, List<UsageNode> nodes) {
    return nodes.size() == 1
        ? Argument.token(word.text())
        : withToken(word.text(), sequence(nodes.subList(1, nodes.size())));
  }

  private static Argument withToken(String token, List<Argument> arguments) {
    Argument one =
        arguments.size() == 1
            ? arguments.getFirst()
            : Argument.block(token.toLowerCase(Locale.ROOT), arguments);
    return one.token() == null
        ? one.withToken(token)
        : Argument.block(one.name(), arguments).withToken(token);
  }

  private Argument choice(UsageNode.Group group) {
    List<Argument> alternatives = group.alternatives().stream().map(this::whole).toList();
    return alternatives.size() == 1
        ? alternatives.getFirst()
        : Argument.oneOf(names(alternatives), alternatives);
  }

  /** A sequence as one argument: itself, or a block. */
  private Argument whole(List<UsageNode> nodes) {
    List<Argument> arguments = sequence(nodes);
    return arguments.size() == 1
        ? arguments.getFirst()
        : Argument.block(names(arguments), arguments);
  }

  private static String names(List<Argument> arguments) {
    return arguments.stream()
        .map(a -> a.token() == null ? a.name() : a.token().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining("-"));
  }

  private Argument value(String name) {
    if (KEYS.contains(name) && keySpecs > 0) {
      return Argument.of(name, Argument.Type.KEY, Math.min(keys++, keySpecs - 1));
    }
    Argument.Type type = OTHERWISE.get(command + " " + name);
    return Argument.of(name, type == null ? type(name) : type, -1);
  }

  private static Argument.Type type(String name) {
    if (INTEGERS.contains(name)) {
      return Argument.Type.INTEGER;
    }
    if (DOUBLES.contains(name)) {
      return Argument.Type.DOUBLE;
    }
    if (name.startsWith("unix-time")) {
      return Argument.Type.UNIX_TIME;
    }
    return name.equals("pattern") ? Argument.Type.PATTERN : Argument.Type.STRING;
  }
}
