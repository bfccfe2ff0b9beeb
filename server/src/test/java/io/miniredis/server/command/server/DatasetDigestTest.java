package io.miniredis.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The expected digests are those that a redis-server of version 8.0.2 tells of the same data, and
 * one of 7.0.15 where no score has more than 17 digits.
 */
class DatasetDigestTest {
  @RegisterExtension final TestServer server = new TestServer("enable-debug-command yes");

  @Test
  void isThatOfARealServer() {
    TestClient client = server.client();
    client.pipeline(
        "SET s hello", "SET n 12345", "RPUSH l a b c", "HSET h a 1", "SADD i 1 2", "ZADD z 1 a");
    assertThat(client.send("DEBUG", "DIGEST-VALUE", "s", "l", "h", "z", "i", "absent"))
        .isEqualTo(
            "[+36b23a1456b2dce2c3ed252c456761301dba8060"
                + " +8bf72d812571eea9b927f3c11beb0c4165a6ff89"
                + " +626a7b57a269f8f179a44902458ecb2f5920d35d"
                + " +430190c6ed5abafff87d97b4f51a92796ed05895"
                + " +5d9842e5bd79f833c83b3535ec4a6836aba6d1fd"
                + " +0000000000000000000000000000000000000000]");
    assertThat(client.send("DEBUG", "DIGEST"))
        .isEqualTo("+6d834c81bb2dca21ac8b909352e927b84c663954");
  }

  @Test
  void dependsOnDatabasesExpiriesAndScores() {
    TestClient client = server.client();
    client.pipeline(
        "SET a 1",
        "SET b x EX 100",
        "APPEND c hello",
        "APPEND c world",
        "RPUSH l 1 2 3 4",
        "SADD s 1 2 3",
        "SADD s2 a b c",
        "HSET h a 1 b 2",
        "HSET h2 a 1 b 2",
        "ZADD z 1 a 2.5 b 0.1 c inf d -1e300 e",
        "SELECT 3",
        "SET k v");
    assertThat(client.send("DEBUG", "DIGEST"))
        .isEqualTo("+ed8e7d2ecab8b86ca159242e32874e3518f3d411");
  }

  @Test
  void dependsOnFieldsThatExpire() {
    TestClient client = server.client();
    client.pipeline("HSET h3 a 1 b 2", "HEXPIRE h3 100 FIELDS 1 a");
    assertThat(client.send("DEBUG", "DIGEST-VALUE", "h3"))
        .isEqualTo("[+c07db73128914a41e685572f9d83e5ec946f598d]");
  }

  @Test
  void doesNotDependOnOrder() {
    TestClient client = server.client();
    client.pipeline("SADD s a b c", "HSET h a 1 b 2");
    String digest = client.send("DEBUG", "DIGEST");
    client.pipeline("FLUSHALL", "HSET h b 2 a 1", "SADD s c a b");
    assertThat(client.send("DEBUG", "DIGEST")).isEqualTo(digest);
  }
}
