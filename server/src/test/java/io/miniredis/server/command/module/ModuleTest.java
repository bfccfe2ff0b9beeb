package io.miniredis.server.command.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.Test;

class ModuleTest {
  @Test
  void noneIsLoaded() {
    try (TestServer server = new TestServer().start()) {
      assertThat(server.client().send("MODULE", "LIST")).isEqualTo("[]");
    }
  }

  @Test
  void theSettingMustLetOneIn() {
    try (TestServer server = new TestServer().start()) {
      TestClient client = server.client();
      for (String sub : new String[] {"LOAD", "LOADEX", "UNLOAD"}) {
        assertThat(client.send("MODULE", sub, "x"))
            .startsWith("-ERR MODULE command not allowed. If the enable-module-command option");
      }
    }
  }

  @Test
  void noneCanBeLoadedOrUnloaded() {
    try (TestServer server = new TestServer("enable-module-command local").start()) {
      TestClient client = server.client();
      assertThat(client.send("MODULE", "LOAD", "x"))
          .isEqualTo("-ERR Error loading the extension. Please check the server logs.");
      assertThat(client.send("MODULE", "LOADEX", "x", "ARGS", "y"))
          .isEqualTo("-ERR Error loading the extension. Please check the server logs.");
      assertThat(client.send("MODULE", "UNLOAD", "x"))
          .isEqualTo("-ERR Error unloading module: no such module with that name");
    }
  }
}
