package io.miniredis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and replies of ordinary size cost no allocation at all. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 2_000;

  private interface Work {
    void run() throws ProtocolException;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*2\r\n$3\r\nGET\r\n$16\r\nkey:000000000001\r\n",
        "*3\r\n$3\r\nSET\r\n$16\r\nkey:000000000001\r\n$3\r\nxxx\r\n",
        "*12\r\n$4\r\nMSET\r\n$1\r\na\r\n$1\r\na\r\n$1\r\na\r\n$1\r\na\r\n$1\r\na\r\n$1\r\na\r\n"
            + "$1\r\na\r\n$1\r\na\r\n$1\r\na\r\n$1\r\na\r\n$1\r\na\r\n",
        "SET \"a b\" c\r\n"
      })
  void decodesCommands(String command) throws ProtocolException {
    CommandDecoder decoder = new CommandDecoder();
    byte[] bytes = command.repeat(50).getBytes(StandardCharsets.ISO_8859_1);
    costsNothing(() -> decodeAll(decoder, bytes, bytes.length));
    costsNothing(
        () -> {
          for (int to = bytes.length - command.length(); to < bytes.length; to++) {
            decodeAll(decoder, bytes, to);
            decoder.reset();
          }
        });
  }

  private static void decodeAll(CommandDecoder decoder, byte[] bytes, int to)
      throws ProtocolException {
    int at = 0;
    while (decoder.decode(bytes, at, to)) {
      at = decoder.end();
    }
  }

  @Test
  void writesReplies() throws ProtocolException {
    ReplyWriter writer = new ReplyWriter();
    byte[] value = new byte[300];
    for (int protocol = 2; protocol <= 3; protocol++) {
      writer.protocol(protocol);
      costsNothing(
          () -> {
            for (int i = 0; i < 50; i++) {
              writer.simple(Replies.OK);
              writer.simple("OK");
              writer.error("ERR no such key");
              writer.integer(i * 1000L);
              writer.bulk(value);
              writer.bulk(value, 10, i);
              writer.bulk("text");
              writer.bulkLong(-i);
              writer.nil();
              writer.bool(true);
              writer.doubleValue(i);
              writer.doubleValue(i / 10.0);
              long token = writer.beginMap();
              writer.nilArray();
              writer.endMap(token, 100L * i);
              writer.rewind(writer.mark());
            }
            writer.clear();
          });
    }
  }

  @Test
  void readsAndWritesNumbers() throws ProtocolException {
    byte[] text = new byte[Numbers.MAX_DOUBLE_BYTES];
    costsNothing(
        () -> {
          int end = Numbers.write(-1234567890123L, text, 0);
          Numbers.isLong(text, 0, end);
          Numbers.parseLong(text, 0, end);
          Numbers.formatDouble(0.1, text, 0);
          Numbers.formatDouble(1.2345678901234567e-200, text, 0);
        });
  }

  private static void costsNothing(Work work) throws ProtocolException {
    long thread = Thread.currentThread().threadId();
    for (int i = 0; i < ROUNDS; i++) {
      work.run();
    }
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5 && least > 0; attempt++) {
      long before = THREADS.getThreadAllocatedBytes(thread);
      for (int i = 0; i < ROUNDS; i++) {
        work.run();
      }
      least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
    }
    // The measurement itself may box a number or two; a byte a round would be 2000.
    assertThat(least).isLessThan(ROUNDS);
  }
}
