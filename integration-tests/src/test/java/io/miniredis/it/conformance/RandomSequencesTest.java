package io.miniredis.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/**
 * Random commands against both servers, by the thousand.
 *
 * <p>{@code -Dseed=N} runs the sequence of that seed alone, as a failure tells it; {@code
 * -Dsequences=N} runs so many of each kind; {@code -Dkind=NAME} runs the kinds whose names begin
 * so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomSequencesTest {
  private static final int SEQUENCES = Integer.getInteger("sequences", 100);

  private ServerPair servers;
  private String version = "";

  @BeforeAll
  void start() throws IOException {
    servers = ServerPair.start();
    version = servers.real().version();
  }

  @AfterAll
  void stop() {
    if (servers != null) {
      servers.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> repliesAreTheSame(TestReporter reporter) {
    Long given = Long.getLong("seed");
    long seed = given == null ? new Random().nextLong() : given;
    reporter.publishEntry("seed", Long.toString(seed));
    int count = given == null ? SEQUENCES : 1;
    boolean isNew = Case.compare(version, "7.4") >= 0;
    return Stream.concat(
            RandomCommands.KINDS.stream(),
            isNew ? RandomCommands.NEWER_KINDS.stream() : Stream.empty())
        .filter(kind -> kind.startsWith(System.getProperty("kind", "")))
        .flatMap(
            kind ->
                IntStream.of(2, 3)
                    .boxed()
                    .flatMap(
                        protocol ->
                            Stream.of(
                                dynamicTest(
                                    kind + " (RESP" + protocol + ")",
                                    () -> run(kind, protocol, seed, count, false)),
                                dynamicTest(
                                    kind + " in transactions (RESP" + protocol + ")",
                                    () -> run(kind, protocol, seed, (count + 1) / 2, true)))));
  }

  /** The seeds are counted up from the first. */
  private void run(String kind, int protocol, long first, int count, boolean transactions)
      throws IOException {
    for (long seed = first; seed < first + count; seed++) {
      String difference =
          new RandomSequence(servers, version, kind, seed, protocol, transactions).difference();
      assertThat(difference).as("%s in RESP%s, -Dseed=%s", kind, protocol, seed).isEmpty();
    }
  }
}
