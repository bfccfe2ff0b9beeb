package io.miniredis.server.command.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What works on any key works on queues. */
class QueueAsKeyTest extends QueueTesting {
  @ParameterizedTest
  @CsvSource({"FIFO, fifo", "LIFO, lifo", "PRIORITY, priority"})
  void theEncodingIsTheOrder(String order, String encoding) {
    send("Q.CREATE q ORDER " + order);
    send("Q.MPUT q VALUES 3 a b c");
    assertThat(send("TYPE q")).isEqualTo("+queue");
    assertThat(send("OBJECT ENCODING q")).isEqualTo(encoding);
    assertThat(send("SCAN 0 TYPE queue")).isEqualTo("[0 [q]]");
    assertThat(send("SCAN 0 TYPE list")).isEqualTo("[0 []]");
    int before = number(send("MEMORY USAGE q"));
    send("Q.PUT q " + "x".repeat(1000));
    assertThat(number(send("MEMORY USAGE q"))).isBetween(before + 1000, before + 1200);
    String next = order.equals("LIFO") ? "c" : "a";
    send("Q.DONE q 4");
    if (order.equals("LIFO")) {
      send("Q.GET q LEASE 0");
    }
    assertThat(send("Q.GET q")).contains(" " + next + " ");
  }

  private static int number(String reply) {
    return Integer.parseInt(reply.substring(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"COPY q p", "RENAME q p", "MOVE q 1", "COPY q p DB 1"})
  void leasesDelaysAndRepetitionsGoWithAQueue(String command) {
    send("Q.CREATE q LEASE 100 DEADLETTER d MAXDELIVERIES 1");
    send("Q.MPUT q VALUES 3 a b c");
    send("Q.PUT q late DELAY 50");
    send("Q.REPEAT q r EVERY 70 again");
    send("Q.GET q");
    assertThat(send(command)).isIn("+OK", ":1");
    if (command.startsWith("COPY")) {
      send("DEL q");
    }
    String name = command.startsWith("MOVE") ? "q" : "p";
    if (command.contains("1")) {
      send("SELECT 1");
    }
    assertThat(send("Q.DONE " + name + " 9")).startsWith("-NOTLEASED");
    pass(50);
    assertThat(send("Q.LEN " + name)).isEqualTo(":3");
    assertThat(send("Q.GET " + name + " COUNT 9"))
        .isEqualTo("[[N 2 b :1] [N 3 c :1] [N 4 late :1]]".replace("N", name));
    pass(20);
    assertThat(send("Q.GET " + name)).isEqualTo("[[N 5 again :1]]".replace("N", name));
    pass(30);
    assertThat(send("Q.GET d")).isEqualTo("[[d 1 a :1]]");
  }

  @Test
  void aCopyIsByItself() {
    send("Q.MPUT q VALUES 2 a b");
    send("Q.GET q");
    send("COPY q p");
    assertThat(send("Q.DONE q 1")).isEqualTo(":1");
    assertThat(send("Q.DONE p 1")).isEqualTo(":1");
    send("Q.PUT q c");
    assertThat(send("Q.PUT p d")).isEqualTo("3");
    assertThat(send("Q.LEN p")).isEqualTo(":2");
  }

  @Test
  void aQueueExpiresWithAllThatIsInIt() {
    send("Q.PUT q a");
    send("Q.GET q LEASE 50");
    send("PEXPIRE q 20");
    pass(20);
    assertThat(send("EXISTS q")).isEqualTo(":0");
    pass(50);
    send("Q.PUT q b");
    assertThat(send("Q.GET q")).isEqualTo("[[q 1 b :1]]");
  }

  @Test
  void itsEventsAreThoseOfModules() {
    send("CONFIG SET notify-keyspace-events Ed");
    TestClient listener = server.client();
    listener.send("PSUBSCRIBE", "*");
    send("Q.CREATE q LEASE 10 MAXDELIVERIES 1");
    send("Q.PUT q a DELAY 5");
    pass(5);
    send("Q.GET q");
    pass(10);
    for (String event : new String[] {"create", "put", "ready", "get", "dead"}) {
      assertThat(listener.read()).contains("__keyevent@0__:q." + event);
    }
  }

  @Test
  void watchSeesWhatHappensToAQueue() {
    send("Q.PUT q a");
    send("WATCH q");
    server.client().send("Q.GET", "q");
    send("MULTI");
    send("PING");
    assertThat(send("EXEC")).isEqualTo("nil");
  }

  @Test
  void rightsAreThoseOfItsCategoryAndKeys() {
    send("ACL SETUSER worker on nopass ~q* +@queue");
    TestClient worker = server.client();
    worker.send("AUTH", "worker", "any");
    assertThat(worker.send("Q.PUT", "q", "a")).isEqualTo("1");
    assertThat(worker.send("Q.GET", "q", "other", "NOWAIT")).startsWith("-NOPERM");
    assertThat(worker.send("Q.CREATE", "q2", "DEADLETTER", "letters")).startsWith("-NOPERM");
    assertThat(worker.send("Q.GET", "q", "NOWAIT")).isEqualTo("[[q 1 a :1]]");
    assertThat(worker.send("GET", "q")).startsWith("-NOPERM");
  }

  @Test
  void dumpsAreRestored() {
    send("Q.MPUT q VALUES 2 a b");
    send("Q.GET q LEASE 50");
    String script = "return redis.call('RESTORE', 'p', 0, redis.call('DUMP', 'q'))";
    assertThat(client.send("EVAL", script, "0")).isEqualTo("+OK");
    assertThat(send("Q.GET p")).isEqualTo("[[p 2 b :1]]");
    pass(50);
    assertThat(send("Q.GET p")).isEqualTo("[[p 1 a :2]]");
  }

  @Test
  void noCommandOfAnotherTypeTouchesIt() {
    send("Q.PUT q a");
    for (String command : new String[] {"GET q", "LPUSH q x", "XADD q * f v", "SORT q"}) {
      assertThat(send(command)).startsWith("-WRONGTYPE");
    }
    send("SET s v");
    for (String command :
        new String[] {
          "Q.CREATE s",
          "Q.PUT s a",
          "Q.MPUT s VALUES 1 a",
          "Q.GET s",
          "Q.GET none s",
          "Q.DONE s 1",
          "Q.FAIL s 1",
          "Q.EXTEND s 1 1",
          "Q.LEN s",
          "Q.JOIN s",
          "Q.SHUTDOWN s",
          "Q.PAUSE s",
          "Q.RESUME s",
          "Q.INFO s",
          "Q.PEEK s",
          "Q.JOB s 1",
          "Q.RETRY s 1",
          "Q.PURGE s",
          "Q.RESULT s 1",
          "Q.REPEAT s n EVERY 1 p",
          "Q.REPEATS s",
          "Q.UNREPEAT s n",
          "Q.APPLY s DONE 1"
        }) {
      assertThat(send(command)).as(command).startsWith("-WRONGTYPE");
    }
    assertThat(send("GET s")).isEqualTo("v");
  }

  @Test
  void puttingNeedsMemory() {
    send("Q.PUT q a");
    send("CONFIG SET maxmemory 1");
    assertThat(send("Q.PUT q b")).startsWith("-OOM");
    assertThat(send("Q.MPUT q VALUES 1 b")).startsWith("-OOM");
    assertThat(send("Q.CREATE p")).startsWith("-OOM");
    assertThat(send("Q.GET q")).isEqualTo("[[q 1 a :1]]");
    assertThat(send("Q.DONE q 1")).isEqualTo(":1");
  }
}
