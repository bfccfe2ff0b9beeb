package io.miniredis.server.config;

import java.io.File;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What some texts must be like, with Redis's words for those that are not. */
final class Rules {
  static final String NO_DEFRAG =
      "Active defragmentation cannot be enabled: it requires a Redis server compiled with a"
          + " modified Jemalloc like the one shipped by default with the Redis source distribution";

  private static final int MOST_ADDRESSES = 16;
  private static final String NOT_IN_NODE_NAMES = "!#$%&()*+:;<>?@[]^{|}~";
  private static final Set<String> TITLE_VARIABLES =
      Set.of(
          "title", "listen-addr", "server-mode", "port", "tls-port", "unixsocket", "config-file");

  private Rules() {}

  static List<String> addresses(List<String> addresses) {
    if (addresses.size() > MOST_ADDRESSES) {
      throw new ConfigException("Too many bind addresses specified.");
    }
    return addresses;
  }

  static String metricsAddress(String address) {
    if (address.isBlank()) {
      throw new ConfigException("argument must be an address, or * for all");
    }
    return address;
  }

  static UnaryOperator<String> fileName(String setting) {
    return name -> {
      if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0 && File.separatorChar == '\\') {
        throw new ConfigException(setting + " can't be a path, just a filename");
      }
      return name;
    };
  }

  static UnaryOperator<String> fileNameThere(String setting) {
    UnaryOperator<String> fileName = fileName(setting);
    return name -> {
      if (name.isEmpty()) {
        throw new ConfigException(setting + " can't be empty");
      }
      return fileName.apply(name);
    };
  }

  static String hostname(String name) {
    if (name.length() >= 256) {
      throw new ConfigException("Hostnames must be less than 256 characters");
    }
    if (!name.chars().allMatch(Rules::isHostCharacter)) {
      throw new ConfigException(
          "Hostnames may only contain alphanumeric characters, hyphens or dots");
    }
    return name;
  }

  static String nodename(String name) {
    if (name.chars().anyMatch(c -> NOT_IN_NODE_NAMES.indexOf(c) >= 0)) {
      throw new ConfigException("Announced human node name contained invalid character");
    }
    return name;
  }

  private static boolean isHostCharacter(int c) {
    return c >= '0' && c <= '9'
        || c >= 'A' && c <= 'Z'
        || c >= 'a' && c <= 'z'
        || c == '-'
        || c == '.';
  }

  /** Text with the names of variables in braces. */
  static String title(String template) {
    int open = template.indexOf('{');
    while (open >= 0) {
      int close = template.indexOf('}', open);
      if (close < 0 || !TITLE_VARIABLES.contains(template.substring(open + 1, close))) {
        throw new ConfigException("template format is invalid or contains unknown variables");
      }
      open = template.indexOf('{', close);
    }
    return template;
  }

  static List<String> oomScores(List<String> scores) {
    if (scores.size() != 3) {
      throw new ConfigException("wrong number of arguments");
    }
    for (String score : scores) {
      try {
        Numbers.within(score, -2000, 2000);
      } catch (ConfigException e) {
        throw new ConfigException(
            "Invalid oom-score-adj-values, elements must be between -2000 and 2000.");
      }
    }
    return scores;
  }

  static List<String> percentiles(List<String> percentiles) {
    return percentiles.stream().map(Rules::percentile).toList();
  }

  private static String percentile(String text) {
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new ConfigException("Invalid latency-tracking-info-percentiles parameters");
    }
    if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw new ConfigException(
          "latency-tracking-info-percentiles parameters should sit between [0.0,100.0]");
    }
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  static List<String> master(List<String> hostAndPort) {
    if (hostAndPort.isEmpty()) {
      return hostAndPort;
    }
    if (hostAndPort.size() != 2) {
      throw new ConfigException("wrong number of arguments");
    }
    if (hostAndPort.get(0).equalsIgnoreCase("no") && hostAndPort.get(1).equalsIgnoreCase("one")) {
      return List.of();
    }
    try {
      Numbers.within(hostAndPort.get(1), 0, 65535);
    } catch (ConfigException e) {
      throw new ConfigException("Invalid master port");
    }
    return hostAndPort;
  }
}
