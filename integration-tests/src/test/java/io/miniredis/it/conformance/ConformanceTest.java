package io.miniredis.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every case of every file, in both protocols, against a real redis-server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {
  private ServerPair servers;
  private CaseRunner runner;

  @BeforeAll
  void start() throws IOException {
    servers = ServerPair.start();
    runner = new CaseRunner(servers.ours(), servers.real());
  }

  @AfterAll
  void stop() throws IOException {
    if (runner != null) {
      runner.close();
      servers.close();
    }
  }

  @TestFactory
  Stream<DynamicNode> repliesAreTheSameBytes() {
    return CaseFiles.all().entrySet().stream()
        .map(
            file -> dynamicContainer(file.getKey(), file.getValue().stream().flatMap(this::tests)));
  }

  private Stream<DynamicNode> tests(Case test) {
    return test.protocols().stream()
        .sorted()
        .map(
            protocol ->
                dynamicTest(test.name() + " (RESP" + protocol + ")", () -> check(test, protocol)));
  }

  private void check(Case test, int protocol) throws IOException {
    List<Difference> differences = runner.run(test, protocol);
    assertThat(differences)
        .withFailMessage(
            () ->
                differences.stream().map(Difference::toString).collect(Collectors.joining("\n\n")))
        .isEmpty();
  }
}
