package io.miniredis.server.config;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The command line, by redis-server's rules: {@code [redis.conf] [-] [--setting value...]}. The
 * file is read first, then the standard input if {@code -} asks for it, then the options; the last
 * word on a setting counts.
 *
 * <p>The word right after an option's name is its value, whatever it looks like; the words after
 * that belong to it until one begins with two dashes. {@code "--port 7000"} may be one word.
 *
 * @param action what is asked for
 * @param file the configuration file, if one is named
 * @param standardInput whether settings come from the standard input too
 * @param options the settings on the command line
 */
public record CommandLine(
    Action action, @Nullable Path file, boolean standardInput, List<Directive> options) {
  /** What a command line asks for. */
  public enum Action {
    SERVE,
    HELP,
    VERSION
  }

  /**
   * Understands a command line; settings are looked at only in {@link #configure}.
   *
   * @throws ConfigException if it is not to be understood
   */
  public static CommandLine parse(List<String> args) {
    return new Parser(args).parse();
  }

  /**
   * The settings it asks for, and those of its file.
   *
   * @throws ConfigException if one of them is refused, or the file cannot be read
   */
  public Config configure(InputStream in) {
    List<Directive> directives = new ArrayList<>();
    if (file != null) {
      directives.addAll(ConfFile.read(file));
    }
    if (standardInput) {
      directives.addAll(ConfFile.read("standard input", in));
    }
    directives.addAll(options);
    Config config = new Config(file == null ? null : file.toAbsolutePath());
    config.load(directives);
    return config;
  }

  /** The text for {@code --help}. */
  public static String help() {
    return """
    Usage: mini-redis [redis.conf] [-] [--setting value ...]
           mini-redis check-rdb FILE
           mini-redis check-aof [--fix] FILE
           mini-redis --help | --version

      redis.conf         a configuration file, also one of a real Redis
      -                  read more settings from the standard input
      --setting value    any setting of a configuration file; it overrides the file
      check-rdb FILE     tells what is in a snapshot and where it is damaged (status 1)
      check-aof FILE     the same of an append-only file, or of all that a manifest names;
                         --fix writes what is complete of a damaged one to FILE.fixed

    Examples:
      mini-redis
      mini-redis --port 7000 --bind 127.0.0.1 ::1
      mini-redis /etc/redis/redis.conf --save "" --maxmemory 256mb
      echo 'port 7000' | mini-redis -
    """;
  }

  private static final class Parser {
    private final List<String> args;
    private final List<Directive> options = new ArrayList<>();
    private boolean standardInput;
    private int at;

    Parser(List<String> args) {
      this.args = args;
    }

    CommandLine parse() {
      Action action = action();
      if (action != Action.SERVE) {
        return new CommandLine(action, null, false, List.of());
      }
      Path file = null;
      if (more() && !args.get(0).startsWith("-")) {
        file = path(args.get(at++));
      }
      while (more()) {
        next();
      }
      return new CommandLine(action, file, standardInput, List.copyOf(options));
    }

    private boolean more() {
      return at < args.size();
    }

    private Action action() {
      if (args.isEmpty()) {
        return Action.SERVE;
      }
      return switch (args.get(0)) {
        case "-h", "--help" -> alone(Action.HELP);
        case "-v", "--version" -> alone(Action.VERSION);
        case "--test-memory", "--check-system", "--sentinel" ->
            throw new ConfigException(args.get(0) + " is not supported");
        default -> Action.SERVE;
      };
    }

    private Action alone(Action action) {
      if (args.size() > 1) {
        throw new ConfigException(args.get(0) + " must be the only argument");
      }
      return action;
    }

    private static Path path(String text) {
      try {
        return Path.of(text);
      } catch (java.nio.file.InvalidPathException e) {
        throw new ConfigException("cannot read '" + text + "': this is no path");
      }
    }

    private void next() {
      String arg = args.get(at++);
      if (arg.equals("-")) {
        standardInput = true;
      } else if (arg.startsWith("--") && arg.length() > 2) {
        option(arg.substring(2));
      } else {
        throw new ConfigException("unexpected argument '" + arg + "', see --help");
      }
    }

    private void option(String text) {
      List<String> words = Words.split(RawText.encode(text));
      if (words == null || words.isEmpty()) {
        throw new ConfigException("unbalanced quotes in '--" + text + "'");
      }
      String name = words.get(0).toLowerCase(Locale.ROOT);
      List<String> values = new ArrayList<>(words.subList(1, words.size()));
      boolean takesAnyWord = values.isEmpty() && !name.equals("save");
      if (takesAnyWord && more() && !lastDash()) {
        values.add(args.get(at++));
      }
      while (more() && !optionFollows()) {
        values.add(args.get(at++));
      }
      if (values.isEmpty() && name.equals("save")) {
        values.add("");
      }
      take(name, values);
    }

    private boolean optionFollows() {
      return args.get(at).startsWith("--") || lastDash();
    }

    /** At the very end a lone dash is the standard input, and no value. */
    private boolean lastDash() {
      return at == args.size() - 1 && args.get(at).equals("-");
    }

    private void take(String name, List<String> values) {
      Directive option = new Directive("", name, values);
      if (!name.equals("include")) {
        options.add(option);
      } else if (values.size() == 1) {
        options.addAll(ConfFile.included(option));
      }
    }
  }
}
