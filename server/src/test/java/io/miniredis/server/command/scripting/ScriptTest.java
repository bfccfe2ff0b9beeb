package io.miniredis.server.command.scripting;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScriptTest {
  private static final String SHA = "e0e1f9fabfc9d4800c877a703b823ac0578ff8db"; // of "return 1"

  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void loadExistsAndFlush() {
    assertThat(client.send("SCRIPT", "LOAD", "return 1")).isEqualTo(SHA);
    assertThat(client.send("SCRIPT", "EXISTS", SHA, "nosuch")).isEqualTo("[:1 :0]");
    assertThat(client.send("SCRIPT", "FLUSH", "NOW"))
        .isEqualTo("-ERR SCRIPT FLUSH only support SYNC|ASYNC option");
    assertThat(client.send("SCRIPT", "FLUSH", "ASYNC")).isEqualTo("+OK");
    assertThat(client.send("SCRIPT", "EXISTS", SHA)).isEqualTo("[:0]");
  }

  @Test
  void infoTellsWhatScriptsTake() {
    assertThat(client.send("INFO", "memory"))
        .contains("number_of_cached_scripts:0\r\n", "used_memory_scripts_eval:0\r\n");
    client.send("SCRIPT", "LOAD", "return 1");
    client.send("EVAL", "return 2", "0");
    assertThat(client.send("INFO", "memory"))
        .contains("number_of_cached_scripts:2\r\n")
        .doesNotContain("used_memory_scripts_eval:0\r\n", "used_memory_vm_eval:0\r\n");
    assertThat(client.send("MEMORY", "STATS")).doesNotContain("lua.caches :0", "script.VMs :0");
  }

  @Test
  void loadRefusesWhatIsNotLua() {
    assertThat(client.send("SCRIPT", "LOAD", "return ="))
        .isEqualTo(
            "-ERR Error compiling script (new function): user_script:1: unexpected symbol near '='");
  }

  @Test
  void thereIsNoDebugger() {
    assertThat(client.send("SCRIPT", "DEBUG", "NO")).isEqualTo("+OK");
    assertThat(client.send("SCRIPT", "DEBUG", "YES"))
        .isEqualTo("-ERR The debugger of scripts is not supported");
    assertThat(client.send("SCRIPT", "DEBUG", "MAYBE"))
        .isEqualTo("-ERR Use SCRIPT DEBUG YES/SYNC/NO");
  }

  @Test
  void infoCountsScripts() {
    client.send("EVAL", "return 1", "0");
    assertThat(client.send("INFO", "memory")).contains("number_of_cached_scripts:1\r\n");
  }
}
