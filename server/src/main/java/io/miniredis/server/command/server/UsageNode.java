package io.miniredis.server.command.server;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a usage line in the notation of redis.io's command pages: {@code [optional]}, {@code
 * <one | other>}, {@code key [key ...]}.
 */
sealed interface UsageNode {
  /** A name in lower case, or a token that is sent as it stands. */
  record Word(String text) implements UsageNode {
    boolean isToken() {
      return text.chars().noneMatch(Character::isLowerCase);
    }
  }

  /** Something in brackets: alternatives, each a sequence. */
  record Group(boolean optional, List<List<UsageNode>> alternatives) implements UsageNode {}

  /** What stands before it may be given again, any number of times: {@code [... ...]}. */
  record Again(Group what) implements UsageNode {
    /** Whether it is the repetition of these nodes. */
    boolean repeats(List<UsageNode> nodes) {
      return what.alternatives().size() == 1 && what.alternatives().getFirst().equals(nodes);
    }
  }

  /**
   * Reads a usage line.
   *
   * @throws IllegalArgumentException if its brackets do not fit
   */
  static List<UsageNode> parse(String usage) {
    return new Reader(usage).all();
  }

  /** Reads nodes off the words of a line. */
  final class Reader {
    private static final Word DOTS = new Word("...");

    private final String usage;
    private final String[] words;
    private int at;

    private Reader(String usage) {
      this.usage = usage;
      this.words = usage.replaceAll("([\\[\\]<>|])", " $1 ").strip().split("\\s+");
    }

    private List<UsageNode> all() {
      if (usage.isBlank()) {
        return List.of();
      }
      List<UsageNode> nodes = sequence();
      if (at < words.length) {
        throw new IllegalArgumentException("unexpected " + words[at] + " in: " + usage);
      }
      return nodes;
    }

    private List<UsageNode> sequence() {
      List<UsageNode> nodes = new ArrayList<>();
      while (at < words.length) {
        switch (words[at]) {
          case "]", ">", "|" -> {
            return nodes;
          }
          case "[" -> nodes.add(bracket("]"));
          case "<" -> nodes.add(bracket(">"));
          default -> nodes.add(new Word(words[at++]));
        }
      }
      return nodes;
    }

    private UsageNode bracket(String closing) {
      List<List<UsageNode>> alternatives = new ArrayList<>();
      do {
        at++;
        alternatives.add(sequence());
      } while (at < words.length && words[at].equals("|"));
      if (at == words.length || !words[at].equals(closing)) {
        throw new IllegalArgumentException("no " + closing + " in: " + usage);
      }
      at++;
      boolean again = alternatives.getLast().removeIf(DOTS::equals);
      Group group = new Group(closing.equals("]"), alternatives);
      return again ? new Again(group) : group;
    }
  }
}
