package io.miniredis.server.scripting;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.MiniRedis;
import io.miniredis.server.testing.TestClient;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions are data: a server that starts again has them. */
class FunctionsStayTest {
  @TempDir Path directory;

  private MiniRedis start(String appendOnly) {
    return MiniRedis.builder()
        .port(0)
        .config("dir", directory.toString())
        .config("appendonly", appendOnly)
        .config("save", "")
        .start();
  }

  private static String library(String name, int version) {
    return "#!lua name=%s\nredis.register_function('%s', function() return %d end)"
        .formatted(name, name, version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "yes"})
  void functionsAreThereAgain(String appendOnly) {
    try (MiniRedis server = start(appendOnly);
        TestClient client = new TestClient("127.0.0.1", server.port())) {
      client.send("FUNCTION", "LOAD", library("a", 1));
      client.send("FUNCTION", "LOAD", "REPLACE", library("a", 2));
      client.send("FUNCTION", "LOAD", library("gone", 1));
      client.send("FUNCTION", "DELETE", "gone");
      client.send("FUNCTION", "LOAD", library("b", 3));
      client.send("FLUSHALL");
      if (appendOnly.equals("no")) {
        assertThat(client.send("SAVE")).isEqualTo("+OK");
      }
    }
    try (MiniRedis server = start(appendOnly);
        TestClient client = new TestClient("127.0.0.1", server.port())) {
      assertThat(client.send("FCALL", "a", "0")).isEqualTo(":2");
      assertThat(client.send("FCALL", "b", "0")).isEqualTo(":3");
      assertThat(client.send("FUNCTION", "STATS"))
          .contains("libraries_count :2 functions_count :2");
    }
  }
}
