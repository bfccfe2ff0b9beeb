package io.miniredis.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/** What FUNCTION DUMP of one server gives, the other's FUNCTION RESTORE takes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionDumpTest {
  private static final int RANDOM_LIBRARIES = 50;
  private static final String RESTORED = "+OK";

  private ServerPair servers;
  private Wire ours;
  private Wire real;

  @BeforeAll
  void start() throws IOException {
    servers = ServerPair.start();
    ours = new Wire(servers.ours().port());
    real = new Wire(servers.real().port());
  }

  @AfterAll
  void stop() throws IOException {
    if (servers != null) {
      ours.close();
      real.close();
      servers.close();
    }
  }

  @BeforeEach
  void empty() throws IOException {
    for (Wire server : List.of(ours, real)) {
      server.call("FUNCTION", "FLUSH");
    }
  }

  private static String library(String name, String padding) {
    return ("#!lua name=%s\nredis.register_function{function_name = 'f_%s',"
            + " callback = function(keys, args) return #keys .. '%s' end,"
            + " flags = {'no-writes'}, description = 'of %s'} -- %s")
        .formatted(name, name, name, name, padding);
  }

  private static void load(Wire server, String code) throws IOException {
    assertThat(server.call("FUNCTION", "LOAD", code).reply().type()).isEqualTo('$');
  }

  private static String dump(Wire server) throws IOException {
    return server.call("FUNCTION", "DUMP").reply().string();
  }

  private static List<String> list(Wire server) throws IOException {
    return server.call("FUNCTION", "LIST", "WITHCODE").reply().list().stream()
        .map(Reply::toString)
        .sorted()
        .toList();
  }

  private void crosses(Wire from, Wire to) throws IOException {
    assertThat(to.call("FUNCTION", "RESTORE", dump(from), "FLUSH").reply()).hasToString(RESTORED);
    assertThat(list(to)).isEqualTo(list(from));
  }

  @Test
  void ofTheRealServer() throws IOException {
    load(real, library("short", ""));
    load(real, library("long", "again and ".repeat(1000)));
    crosses(real, ours);
    assertThat(ours.call("FCALL", "f_long", "1", "k").reply()).hasToString("\"1long\"");
  }

  @Test
  void ofOurs() throws IOException {
    load(ours, library("short", ""));
    load(ours, library("long", "again and ".repeat(1000)));
    crosses(ours, real);
    assertThat(real.call("FCALL", "f_short", "0").reply()).hasToString("\"0short\"");
  }

  @Test
  void ofNothing() throws IOException {
    assertThat(dump(ours)).hasSameSizeAs(dump(real));
    crosses(ours, real);
    crosses(real, ours);
  }

  @Test
  void ofAnyLengthAndAnyBytes(TestReporter reporter) throws IOException {
    long seed = Long.getLong("seed", new Random().nextLong());
    reporter.publishEntry("seed", Long.toString(seed));
    Random random = new Random(seed);
    for (int i = 0; i < RANDOM_LIBRARIES; i++) {
      load(i % 2 == 0 ? ours : real, library("lib" + i, padding(random)));
    }
    crosses(ours, real);
    crosses(real, ours);
  }

  /** Text of a comment that can be compressed well, or badly. */
  private static String padding(Random random) {
    int kinds = 1 + random.nextInt(200);
    return Stream.generate(() -> (char) (32 + random.nextInt(kinds)))
        .limit(random.nextInt(1 << random.nextInt(17)))
        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
        .toString();
  }
}
