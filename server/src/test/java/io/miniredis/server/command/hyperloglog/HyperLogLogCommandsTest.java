package io.miniredis.server.command.hyperloglog;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HyperLogLogCommandsTest {
  private static final String CORRUPT = "HYLL\1\0\0\0\0\0\0\0\0\0\0\200\0";

  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  @Test
  void countsElementsOnce() {
    check(":1", "PFADD a x y z x");
    check(":0", "PFADD a z y x");
    check(":3", "PFCOUNT a");
    check(":1", "PFADD b z zz");
    check(":4", "PFCOUNT a b nope");
    check("+OK", "PFMERGE c a b");
    check(":4", "PFCOUNT c");
    check("raw", "OBJECT ENCODING c");
  }

  @Test
  void countingChangesNoOtherThanTheKeptEstimate() {
    check(":1", "PFADD a x");
    String before = client.send("GET", "a");
    check(":1", "PFCOUNT a");
    assertThat(client.send("GET", "a")).isNotEqualTo(before).hasSameSizeAs(before);
  }

  @Test
  void checksTheTypeThenTheFormThenTheRegisters() {
    check(":1", "RPUSH l a");
    check("-WRONGTYPE Operation against a key holding the wrong kind of value", "PFADD l a");
    check("+OK", "SET s abc");
    check("-WRONGTYPE Key is not a valid HyperLogLog string value.", "PFADD s a");
    assertThat(client.send("SET", "bad", CORRUPT)).isEqualTo("+OK");
    check("-INVALIDOBJ Corrupted HLL object detected", "PFADD bad b");
    check("-INVALIDOBJ Corrupted HLL object detected", "PFMERGE new bad");
    check(":0", "EXISTS new");
  }

  @Test
  void theSelfTestPasses() {
    check("+OK", "PFSELFTEST");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
