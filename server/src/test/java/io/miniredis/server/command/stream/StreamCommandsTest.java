package io.miniredis.server.command.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamCommandsTest {
  private static final String WRONGTYPE =
      "-WRONGTYPE Operation against a key holding the wrong kind of value";

  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
    send("SET k v");
  }

  private String send(String line) {
    return client.send(line.split(" "));
  }

  @Test
  void anIdIsTheTimeAndANumberWithinIt() {
    assertThat(send("XADD s * a 1")).isEqualTo(TestServer.START + "-0");
    assertThat(send("XADD s * a 1")).isEqualTo(TestServer.START + "-1");
    server.advance(Duration.ofMillis(5));
    assertThat(send("XADD s * a 1")).isEqualTo(TestServer.START + 5 + "-0");
    assertThat(send("XADD s 9999999999999-* a 1")).isEqualTo("9999999999999-0");
    assertThat(send("XADD s * a 1")).isEqualTo("9999999999999-1");
  }

  @Test
  void xaddChecksOptionsThenPairsThenIdThenType() {
    assertThat(send("XADD k MAXLEN x 0-0 a"))
        .isEqualTo("-ERR value is not an integer or out of range");
    assertThat(send("XADD k LIMIT 1 0-0 a")).contains("without specifying a trimming strategy");
    assertThat(send("XADD k x a b c")).contains("Invalid stream ID");
    assertThat(send("XADD k 0-0 a b c"))
        .isEqualTo("-ERR wrong number of arguments for 'xadd' command");
    assertThat(send("XADD k 0-0 a b")).contains("must be greater than 0-0");
    assertThat(send("XADD k 1-1 a b")).isEqualTo(WRONGTYPE);
  }

  @Test
  void anEntryThatIsRefusedLeavesNoStream() {
    send("XADD s 0-0 a 1");
    send("XADD s NOMKSTREAM * a 1");
    assertThat(send("EXISTS s")).isEqualTo(":0");
  }

  @Test
  void aStreamWithoutEntriesStays() {
    send("XADD s 1-1 a 1");
    assertThat(send("XDEL s 1-1")).isEqualTo(":1");
    assertThat(send("EXISTS s")).isEqualTo(":1");
    assertThat(send("XADD s MAXLEN 0 2-1 a 1")).isEqualTo("2-1");
    assertThat(send("XLEN s")).isEqualTo(":0");
    assertThat(send("DEL s")).isEqualTo(":1");
  }

  @Test
  void rangesComeInBothDirections() {
    send("XADD s 1-1 a 1");
    send("XADD s 2-1 b 2");
    assertThat(send("XRANGE s - +")).isEqualTo("[[1-1 [a 1]] [2-1 [b 2]]]");
    assertThat(send("XREVRANGE s + - COUNT 1")).isEqualTo("[[2-1 [b 2]]]");
    assertThat(send("XRANGE s (1-1 2")).isEqualTo("[[2-1 [b 2]]]");
    assertThat(send("XRANGE s (1-1 (2-1")).isEqualTo("[]");
    assertThat(send("XRANGE s - + COUNT 0")).isEqualTo("nil");
    assertThat(send("XRANGE k x +")).contains("Invalid stream ID");
    assertThat(send("XRANGE k - +")).isEqualTo(WRONGTYPE);
  }

  @Test
  void xdelChecksEveryIdBeforeAnyEntryGoes() {
    send("XADD s 1-1 a 1");
    assertThat(send("XDEL s 1-1 x")).contains("Invalid stream ID");
    assertThat(send("XLEN s")).isEqualTo(":1");
  }

  @Test
  void blocksFollowTheSettings() {
    send("CONFIG SET stream-node-max-entries 5");
    for (int i = 1; i <= 23; i++) {
      send("XADD s " + i + "-1 a 1");
    }
    assertThat(send("XINFO STREAM s")).contains("radix-tree-keys :5");
    assertThat(send("XTRIM s MAXLEN ~ 10")).isEqualTo(":10");
    send("CONFIG SET stream-node-max-bytes 60");
    for (int i = 31; i <= 40; i++) {
      send("XADD s " + i + "-1 a abcdefghijklmnop");
    }
    assertThat(send("XINFO STREAM s")).contains("radix-tree-keys :13");
  }

  @Test
  void timesOfPendingEntriesFollowTheClock() {
    send("XADD s 1-1 a 1");
    send("XADD s 2-1 a 1");
    send("XGROUP CREATE s g 0");
    send("XCLAIM s g bob 0 1-1 2-1 FORCE JUSTID");
    server.advance(Duration.ofSeconds(3));
    assertThat(send("XPENDING s g - + 10")).isEqualTo("[[1-1 bob :3000 :1] [2-1 bob :3000 :1]]");
    assertThat(send("XCLAIM s g ann 3001 1-1")).isEqualTo("[]");
    assertThat(send("XCLAIM s g ann 3000 1-1")).isEqualTo("[[1-1 [a 1]]]");
    assertThat(send("XPENDING s g - + 10")).isEqualTo("[[1-1 ann :0 :2] [2-1 bob :3000 :1]]");
    assertThat(send("XPENDING s g IDLE 1 - + 10")).isEqualTo("[[2-1 bob :3000 :1]]");
    assertThat(send("XAUTOCLAIM s g ann 1 - JUSTID")).isEqualTo("[0-0 [2-1] []]");
    assertThat(send("XPENDING s g")).isEqualTo("[:2 1-1 2-1 [[ann 2]]]");
    server.advance(Duration.ofSeconds(2));
    assertThat(send("XINFO CONSUMERS s g"))
        .isEqualTo(
            "[[name ann pending :2 idle :2000 inactive :2000]"
                + " [name bob pending :0 idle :5000 inactive :5000]]");
  }

  @Test
  void aConsumerThatGotNothingWasNeverActive() {
    send("XGROUP CREATE s g $ MKSTREAM");
    assertThat(send("XCLAIM s g new 0 1-1")).isEqualTo("[]");
    assertThat(send("XINFO CONSUMERS s g")).contains("inactive :-1");
    assertThat(send("XGROUP CREATECONSUMER s g new")).isEqualTo(":0");
  }

  @Test
  void entriesThatAreGoneLeaveWhatIsPending() {
    send("XADD s 1-1 a 1");
    send("XADD s 2-1 a 1");
    send("XADD s 3-1 a 1");
    send("XGROUP CREATE s g 0");
    send("XCLAIM s g c 0 1-1 2-1 3-1 FORCE JUSTID");
    send("XDEL s 1-1 3-1");
    assertThat(send("XCLAIM s g d 0 1-1")).isEqualTo("[]");
    assertThat(send("XAUTOCLAIM s g d 0 -")).isEqualTo("[0-0 [[2-1 [a 1]]] [3-1]]");
    assertThat(send("XPENDING s g")).isEqualTo("[:1 2-1 2-1 [[d 1]]]");
  }

  @Test
  void groupsAreMadeAndRemoved() {
    assertThat(send("XGROUP CREATE s g x")).contains("requires the key to exist");
    assertThat(send("XGROUP CREATE s g x MKSTREAM")).contains("Invalid stream ID");
    assertThat(send("EXISTS s")).isEqualTo(":0");
    assertThat(send("XGROUP CREATE s g $ MKSTREAM")).isEqualTo("+OK");
    assertThat(send("XGROUP CREATE s g $"))
        .isEqualTo("-BUSYGROUP Consumer Group name already exists");
    assertThat(send("XGROUP SETID s h 0"))
        .isEqualTo("-NOGROUP No such consumer group 'h' for key name 's'");
    assertThat(send("XGROUP DESTROY s g")).isEqualTo(":1");
    assertThat(send("XGROUP DESTROY s g")).isEqualTo(":0");
    assertThat(send("XGROUP CREATE k g 0")).isEqualTo(WRONGTYPE);
  }

  @Test
  void fullTellsAllThatIsPending() {
    send("XADD s 1-1 a 1");
    send("XGROUP CREATE s g 0");
    send("XCLAIM s g c 0 1-1 FORCE JUSTID");
    assertThat(send("XINFO STREAM s FULL"))
        .endsWith(
            "groups [[name g last-delivered-id 0-0 entries-read nil lag :1 pel-count :1 pending"
                + " [[1-1 c :1700000000000 :1]] consumers [[name c seen-time :1700000000000"
                + " active-time :1700000000000 pel-count :1 pending [[1-1 :1700000000000"
                + " :1]]]]]]]");
  }

  @Test
  void aCopyHasItsOwnGroups() {
    send("XADD s 1-1 a 1");
    send("XGROUP CREATE s g 0");
    send("COPY s t");
    send("XGROUP DESTROY s g");
    send("XDEL s 1-1");
    assertThat(send("XRANGE t - +")).isEqualTo("[[1-1 [a 1]]]");
    assertThat(send("XGROUP DESTROY t g")).isEqualTo(":1");
  }
}
