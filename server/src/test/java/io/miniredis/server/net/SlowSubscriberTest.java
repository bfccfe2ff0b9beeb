package io.miniredis.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestLogs;
import io.miniredis.server.testing.TestServer;
import io.netty.util.internal.PlatformDependent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who does not read its messages is cut, and neither publishers nor others feel it. */
class SlowSubscriberTest {
  private static final int MEGABYTE = 1 << 20;
  private static final String MESSAGE = "x".repeat(10_000);

  private static TestServer server(String limit) {
    return new TestServer("client-output-buffer-limit pubsub " + limit).start();
  }

  /** A subscriber that reads nothing any more. */
  private static TestClient slow(TestServer server) {
    TestClient slow = server.clientWithSmallBuffer();
    assertThat(slow.send("SUBSCRIBE", "a")).isEqualTo("[subscribe a :1]");
    return slow;
  }

  @Test
  void isCutAtTheHardLimitAtOnce() {
    try (TestServer server = server("1000000 0 0")) {
      TestClient good = server.client();
      good.send("SUBSCRIBE", "a");
      TestClient slow = slow(server);
      TestClient publisher = server.client();
      long direct = PlatformDependent.usedDirectMemory();
      long most = 0;
      int published = 0;
      String reply = ":2";
      while (reply.equals(":2")) {
        reply = publisher.send("PUBLISH", "a", MESSAGE);
        assertThat(good.read()).isEqualTo("[message a " + MESSAGE + "]");
        most = Math.max(most, PlatformDependent.usedDirectMemory() - direct);
        assertThat(++published).isLessThan(10_000);
      }
      assertThat(reply).isEqualTo(":1");
      assertThat(most).as("bytes outside of the heap").isLessThan(8 * MEGABYTE);
      assertThat(slow.readToEnd()).startsWith("*3\r\n$7\r\nmessage\r\n");
      assertThat(server.engine().stats().outputLimitReached.sum()).isEqualTo(1);
      assertThat(TestLogs.takeWarnings()).anyMatch(line -> line.contains("has not taken"));
    }
  }

  @Test
  void isCutAtTheSoftLimitWhenItsSecondsAreOver() {
    try (TestServer server = server("0 500000 10")) {
      TestClient slow = slow(server);
      TestClient publisher = server.client();
      var link = server.engine().sessions().find(1).link();
      for (int i = 0; link.outputBytes() < 600_000 && i < 10_000; i++) {
        assertThat(publisher.send("PUBLISH", "a", MESSAGE)).isEqualTo(":1");
      }
      server.advance(Duration.ofSeconds(9));
      server.tick();
      assertThat(publisher.send("PUBLISH", "a", MESSAGE)).isEqualTo(":1");
      server.advance(Duration.ofSeconds(2));
      server.tick();
      TestServer.await("it is gone", () -> server.engine().pubsub().subscribers() == 0);
      assertThat(slow.readToEnd()).isNotEmpty();
      assertThat(server.engine().stats().outputLimitReached.sum()).isEqualTo(1);
    }
  }

  @Test
  void isNotCutWhileItReads() {
    try (TestServer server = server("2000000 300000 1")) {
      TestClient reader = server.client();
      reader.send("SUBSCRIBE", "a");
      TestClient publisher = server.client();
      for (int i = 0; i < 50; i++) {
        publisher.writeRaw(TestClient.encode("PUBLISH", "a", MESSAGE).repeat(20));
        assertThat(reader.readMany(20)).containsOnly("[message a " + MESSAGE + "]");
        assertThat(publisher.readMany(20)).containsOnly(":1");
        server.advance(Duration.ofSeconds(5));
        server.tick();
      }
      TestLogs.takeWarnings();
    }
  }

  /**
   * Its own commands are not read any more because it takes no replies: it can be cut all the same.
   */
  @Test
  void isCutWhenItIsNotReadFrom() {
    try (TestServer server = server("12000000 0 0")) {
      TestClient slow = server.clientWithSmallBuffer().resp3();
      slow.send("SUBSCRIBE", "a");
      slow.send("SET", "big", MESSAGE.repeat(800)); // more than the system takes
      slow.writeRaw("GET big\r\n");
      TestClient publisher = server.client();
      var link = server.engine().sessions().find(1).link();
      TestServer.await("replies are not taken", () -> link.outputBytes() > 100_000);
      slow.writeRaw("GET big\r\n");
      String reply = ":1";
      for (int i = 0; reply.equals(":1"); i++) {
        reply = publisher.send("PUBLISH", "a", MESSAGE);
        assertThat(i).isLessThan(2_000);
      }
      assertThat(slow.readToEnd()).startsWith("$8000000\r\n");
      TestLogs.takeWarnings();
    }
  }

  @Test
  void aNormalClientsLimitDoesNotCount() {
    try (TestServer server = new TestServer("client-output-buffer-limit normal 100000 0 0")) {
      server.start();
      TestClient slow = slow(server);
      TestClient publisher = server.client();
      var link = server.engine().sessions().find(1).link();
      for (int i = 0; link.outputBytes() < 600_000 && i < 10_000; i++) {
        assertThat(publisher.send("PUBLISH", "a", MESSAGE)).isEqualTo(":1");
      }
      slow.reset();
    }
  }

  /** A loop that is busy keeps its mail; publishers wait when that is too much, and only they. */
  @Test
  void publishersWaitForALoopThatIsFarBehind() throws Exception {
    try (TestServer server = new TestServer("io-threads 2").start()) {
      TestClient subscriber = server.client();
      subscriber.send("SUBSCRIBE", "a");
      TestClient publisher = server.client();
      publisher.send("PING");
      server.client().send("PING");
      TestClient other = server.client();
      CountDownLatch busy = new CountDownLatch(1);
      server.engine().sessions().find(1).link().execute(() -> await(busy));
      int messages = 20;
      String message = "x".repeat(MEGABYTE);
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < messages; i++) {
                      publisher.write("PUBLISH", "a", message);
                    }
                  });
      TestServer.await("the publisher waits", () -> server.engine().pausing().held() == 1);
      assertThat(other.send("PING")).isEqualTo("+PONG");
      assertThat(other.send("GET", "k")).isEqualTo("nil");
      busy.countDown();
      for (int i = 0; i < messages; i++) {
        assertThat(subscriber.read()).hasSize("[message a ]".length() + MEGABYTE);
      }
      writer.join();
      assertThat(publisher.readMany(messages)).containsOnly(":1");
      assertThat(server.engine().pubsub().isCrowded()).isFalse();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
