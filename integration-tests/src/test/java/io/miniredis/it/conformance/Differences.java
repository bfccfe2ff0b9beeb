package io.miniredis.it.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints all differences as one list, grouped by case file: {@code Differences [file-prefix
 * [protocol]]}. For work on many commands at once, where a test report is too long.
 */
final class Differences {
  private Differences() {}

  public static void main(String[] args) throws IOException {
    String prefix = args.length == 0 ? "" : args[0];
    Set<Integer> only = args.length < 2 ? Set.of(2, 3) : Set.of(Integer.parseInt(args[1]));
    int cases = 0;
    int failed = 0;
    try (ServerPair servers = ServerPair.start();
        CaseRunner runner = new CaseRunner(servers.ours(), servers.real())) {
      for (Map.Entry<String, List<Case>> file : CaseFiles.all().entrySet()) {
        if (!file.getKey().startsWith(prefix)) {
          continue;
        }
        StringBuilder found = new StringBuilder();
        for (Case test : file.getValue()) {
          for (int protocol : test.protocols()) {
            if (!only.contains(protocol)) {
              continue;
            }
            List<Difference> differences = runner.run(test, protocol);
            cases++;
            failed += differences.isEmpty() ? 0 : 1;
            differences.forEach(difference -> found.append(difference).append("\n\n"));
          }
        }
        if (!found.isEmpty()) {
          System.out.println("## " + file.getKey() + "\n\n" + found);
        }
      }
    }
    System.out.println(failed + " of " + cases + " cases differ");
  }
}
