package io.miniredis.it.conformance;

import java.util.List;

/**
 * Prints every difference in what both servers notify of while they run the cases; the arguments
 * are beginnings of file names, none for all.
 */
final class NoticeDifferences {
  private NoticeDifferences() {}

  public static void main(String[] prefixes) throws Exception {
    int cases = 0;
    int different = 0;
    try (ServerPair servers = ServerPair.start();
        NoticeRunner runner = new NoticeRunner(servers.ours(), servers.real(), NoticeRunner.ALL)) {
      for (var file : CaseFiles.all().entrySet()) {
        if (prefixes.length > 0
            && List.of(prefixes).stream().noneMatch(file.getKey()::startsWith)) {
          continue;
        }
        for (Case test : file.getValue()) {
          List<String> found = runner.run(test, test.protocols().contains(2) ? 2 : 3);
          cases++;
          if (!found.isEmpty()) {
            different++;
            System.out.println(test.file() + ".case:" + test.line() + " '" + test.name() + "'");
            found.forEach(line -> System.out.println("    " + line));
          }
        }
      }
    }
    System.out.println(different + " of " + cases + " cases differ");
  }
}
