package io.miniredis.server.persistence.aof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.server.persistence.rdb.Crc64;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AofReaderTest {
  /** What a file tells: each unit as text, and how it ends. */
  private record Told(List<String> units, AofReader.Next end, long offset) {}

  private static Told read(byte[] file) throws IOException {
    AofReader reader =
        new AofReader(Channels.newChannel(new ByteArrayInputStream(file)), 0, 8); // grows often
    List<String> units = new ArrayList<>();
    AofReader.Next next = reader.next();
    while (next == AofReader.Next.UNIT) {
      units.add(text(reader));
      next = reader.next();
    }
    return new Told(units, next, reader.offset());
  }

  private static String text(AofReader reader) {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < reader.commands(); c++) {
      text.append(c == 0 ? "" : "; ");
      for (int i = 0; i < reader.argc(c); i++) {
        text.append(i == 0 ? "" : " ");
        text.append(
            new String(
                reader.buffer(),
                reader.offsets(c)[i],
                reader.lengths(c)[i],
                StandardCharsets.ISO_8859_1));
      }
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String command(String... words) {
    StringBuilder text = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return text.toString();
  }

  private static String withSum(String text) {
    byte[] bytes = bytes(text);
    return text + AofReader.checksumLine(Crc64.of(bytes, 0, bytes.length));
  }

  private static final String FILE =
      withSum(command("SELECT", "0") + command("SET", "k", ""))
          + "#TS:1700000000\r\n"
          + command("SET", "long", "x".repeat(100))
          + command("MULTI")
          + command("LPUSH", "l", "a", "b\r\n$1\r\n")
          + command("LPOP", "l")
          + command("EXEC")
          + command("DEL", "k");

  @Test
  void readsCommandsAndTransactionsAsUnits() throws Exception {
    assertThat(read(bytes(FILE)))
        .isEqualTo(
            new Told(
                List.of(
                    "SELECT 0",
                    "SET k ",
                    "SET long " + "x".repeat(100),
                    "LPUSH l a b\r\n$1\r\n; LPOP l",
                    "DEL k"),
                AofReader.Next.END,
                FILE.length()));
    assertThat(read(new byte[0]).end()).isEqualTo(AofReader.Next.END);
  }

  @Test
  void aFileCutOffAnywhereIsReadUpToTheLastCompleteUnit() throws Exception {
    List<String> whole = read(bytes(FILE)).units();
    for (int length = 0; length < FILE.length(); length++) {
      Told told = read(bytes(FILE.substring(0, length)));
      assertThat(told.units())
          .as("%d bytes", length)
          .isEqualTo(whole.subList(0, told.units().size()));
      boolean complete = told.offset() == length;
      assertThat(told.end())
          .as("%d bytes", length)
          .isEqualTo(complete ? AofReader.Next.END : AofReader.Next.CUT_OFF);
      assertThat(read(bytes(FILE.substring(0, (int) told.offset()))).units())
          .isEqualTo(told.units());
    }
  }

  @Test
  void changedBytesAreNoticed() throws Exception {
    String file =
        withSum(command("SET", "a", "1") + command("SET", "b", "22"))
            + withSum(command("DEL", "a"));
    int lastSum = file.indexOf(AofReader.CHECKSUM) + AofReader.CHECKSUM_LINE;
    List<String> whole = read(bytes(file)).units();
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      byte[] damaged = bytes(file);
      int at = random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      try {
        Told told = read(damaged);
        boolean cutOff = told.end() == AofReader.Next.CUT_OFF; // in what is the end's own
        assertThat(told.units().equals(whole) || (cutOff && at > lastSum))
            .as("byte %d", at)
            .isTrue();
      } catch (AofReader.FormatException e) {
        assertThat(e.offset()).isBetween(0L, (long) file.length());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PING\r\n",
        "*0\r\n",
        "*-1\r\n",
        "*1\r\n:1\r\n",
        "*1\r\n$-1\r\n",
        "*1\r\n$4\r\nPINGxx",
        "*99999999999\r\n",
        "*1\r\n$9999999999\r\n",
        "*01\r\n$4\r\nPING\r\n",
        "*2x",
        "*1\n$4\nPING\n",
        "\0\0\0\0"
      })
  void whatIsNoCommandIsRefusedWhereItStands(String text) {
    String good = command("SET", "k", "v");
    assertThatThrownBy(() -> read(bytes(good + text)))
        .isInstanceOfSatisfying(
            AofReader.FormatException.class,
            e -> assertThat(e.offset()).isBetween((long) good.length(), (long) good.length() + 20));
  }

  @Test
  void transactionsDoNotNest() {
    assertThatThrownBy(() -> read(bytes(command("MULTI") + command("MULTI"))))
        .hasMessageContaining("within another");
  }

  @Test
  void anAnnouncedLengthCostsNothingUntilTheBytesAreThere() throws Exception {
    assertThat(read(bytes("*1000000\r\n$2000000000\r\nabc")).end())
        .isEqualTo(AofReader.Next.CUT_OFF);
  }
}
