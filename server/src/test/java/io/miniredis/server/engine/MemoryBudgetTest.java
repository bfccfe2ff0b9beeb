package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Large pieces of memory that short commands ask for are refused when the heap is full. */
class MemoryBudgetTest {
  private static final String OOM = "-OOM not enough memory left for this command";
  private static final int MB = 1 << 20;

  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void store() {
    client = server.client();
    client.send("SETRANGE", "growing", Integer.toString(3 * MB), "x");
    client.send("SET", "packed", "v".repeat(3 * MB));
    client.send("SET", "small", "v");
    client.send("LPUSH", "list", "v");
    server.tick(); // counts what is used, and does so again only when time has gone on
  }

  /** Takes what the heap has, up to a few hundred kilobytes. */
  private void fillTheHeap() {
    MemoryBudget budget = server.engine().memory();
    for (long piece = Long.highestOneBit(Runtime.getRuntime().maxMemory()); piece >= MB; ) {
      try {
        budget.require(piece);
      } catch (CommandError full) {
        piece /= 2;
      }
    }
  }

  @Test
  void noStringIsMadeLongForWhichThereIsNoRoom() {
    fillTheHeap();
    String far = Integer.toString(4 * MB);
    assertThat(client.send("SETRANGE", "absent", far, "x")).isEqualTo(OOM);
    assertThat(client.send("SETRANGE", "growing", "10" + far, "x")).isEqualTo(OOM);
    assertThat(client.send("SETBIT", "absent", far + "0", "1")).isEqualTo(OOM);
    assertThat(client.send("BITFIELD", "small", "SET", "u8", far + "0", "1")).isEqualTo(OOM);
    assertThat(client.send("APPEND", "packed", "x")).isEqualTo(OOM);
    assertThat(client.send("BITOP", "NOT", "absent", "packed")).isEqualTo(OOM);
    assertThat(client.send("COPY", "packed", "absent")).isEqualTo(OOM);
    assertThat(client.send("EXISTS", "absent")).isEqualTo(":0");
    assertThat(client.send("STRLEN", "growing")).isEqualTo(":" + (3 * MB + 1));
    assertThat(client.send("STRLEN", "small")).isEqualTo(":1");
  }

  @Test
  void whatNeedsLittleStillWorks() {
    fillTheHeap();
    assertThat(client.send("SETRANGE", "absent", "100000", "x")).isEqualTo(":100001");
    assertThat(client.send("SETBIT", "growing", "8", "1")).isEqualTo(":0");
    assertThat(client.send("APPEND", "growing", "xyz")).isEqualTo(":" + (3 * MB + 4));
    assertThat(client.send("COPY", "small", "other")).isEqualTo(":1");
    assertThat(client.send("SETRANGE", "list", "99999999", "x")).startsWith("-WRONGTYPE");
  }

  @Test
  void whatIsFreeAgainCanBeUsed() {
    fillTheHeap();
    server.engine().memory().recount();
    assertThat(client.send("SETRANGE", "absent", Integer.toString(4 * MB), "x"))
        .isEqualTo(":" + (4 * MB + 1));
  }

  @Test
  void moreThanTheHeapIsNeverThere() {
    MemoryBudget budget = server.engine().memory();
    budget.require(MB);
    assertThatThrownBy(() -> budget.require(Runtime.getRuntime().maxMemory()))
        .isSameAs(CommandError.OUT_OF_HEAP);
    budget.require(MB);
  }
}
