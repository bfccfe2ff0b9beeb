package io.miniredis.it.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Puts random commands between WATCH, MULTI and EXEC: one of them between WATCH and MULTI, which
 * tells whether it is a change; or several between MULTI and EXEC, or some other end.
 */
final class RandomTransactions {
  private static final int LONGEST = 5;
  private static final List<String> ODDITIES =
      List.of("WATCH x", "UNWATCH", "MULTI", "NOSUCH", "EXEC", "EXEC x", "GET", "PING");

  private final RandomCommands commands;
  private final Random random;
  private final List<String> lines = new ArrayList<>();

  RandomTransactions(RandomCommands commands, Random random) {
    this.commands = commands;
    this.random = random;
  }

  /** About {@code count} commands, as lines of a case file. */
  List<String> take(int count) {
    while (lines.size() < count) {
      if (random.nextInt(3) == 0) {
        transaction();
      } else {
        probe();
      }
    }
    return lines;
  }

  private void probe() {
    lines.add(commands.expand("WATCH ({k})+"));
    lines.add(commands.next());
    lines.add("MULTI");
    lines.add("EXEC");
  }

  private void transaction() {
    if (random.nextInt(4) == 0) {
      lines.add(commands.expand("WATCH ({k})+"));
    }
    lines.add("MULTI");
    for (int i = random.nextInt(LONGEST + 1); i > 0; i--) {
      lines.add(random.nextInt(20) == 0 ? odd() : comparedAsItIs());
    }
    lines.add(random.nextInt(8) == 0 ? "DISCARD" : "EXEC");
  }

  private String odd() {
    return ODDITIES.get(random.nextInt(ODDITIES.size()));
  }

  /** A command without modifiers: those would have to be EXEC's. */
  private String comparedAsItIs() {
    String line = commands.next();
    while (line.startsWith("[")) {
      line = commands.next();
    }
    return line;
  }
}
