package io.miniredis.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Runs the cases with keyspace notifications of every class switched on: a real redis-server must
 * tell the same events of the same keys in the same order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotificationsTest {
  /** The version in which Redis changed what is told, and by which of the cases that is seen. */
  private static final Map<String, String> CHANGED =
      Map.of("stream/xautoclaim", "7.2", "stream/xreadgroup", "7.2", "server/info", "7.2");

  private ServerPair servers;
  private NoticeRunner runner;
  private String realVersion;

  @BeforeAll
  void start() throws IOException {
    servers = ServerPair.start();
    runner = new NoticeRunner(servers.ours(), servers.real(), NoticeRunner.ALL);
    realVersion = servers.real().version();
  }

  @AfterAll
  void stop() throws IOException {
    if (runner != null) {
      runner.close();
      servers.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> theSameEventsAreTold() {
    return CaseFiles.all().entrySet().stream()
        .filter(file -> isOld(file.getKey()))
        .map(file -> dynamicTest(file.getKey(), () -> check(file.getValue())));
  }

  private boolean isOld(String file) {
    return Case.compare(realVersion, CHANGED.getOrDefault(file, realVersion)) >= 0;
  }

  private void check(List<Case> cases) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Case test : cases) {
      for (String line : runner.run(test, test.protocols().contains(2) ? 2 : 3)) {
        wrong.add(test.file() + ".case:" + test.line() + " " + test.name() + ": " + line);
      }
    }
    assertThat(wrong).withFailMessage(() -> String.join("\n", wrong)).isEmpty();
  }
}
