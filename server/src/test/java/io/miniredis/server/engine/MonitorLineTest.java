package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MonitorLineTest {
  private static String line(String... arguments) {
    MonitorLine line = new MonitorLine(1_700_000_000_000_042L, 3, "lua");
    for (String argument : arguments) {
      byte[] bytes = argument.getBytes(StandardCharsets.ISO_8859_1);
      line.argument(bytes, 0, bytes.length);
    }
    return new String(line.end(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void tellsTimeDatabaseAndClient() {
    assertThat(line("GET", "", "two words"))
        .isEqualTo("+1700000000.000042 [3 lua] \"GET\" \"\" \"two words\"\r\n");
  }

  @Test
  void escapesWhatIsNotPrintable() {
    assertThat(line("a\"b\\c'", "\n\r\t\b\7", "\0\33\177\200\377"))
        .endsWith(" \"a\\\"b\\\\c'\" \"\\n\\r\\t\\b\\a\" \"\\x00\\x1b\\x7f\\x80\\xff\"\r\n");
  }

  @Test
  void cutsWhatIsVeryLong() {
    String whole = "x".repeat(MonitorLine.SHOWN_BYTES);
    assertThat(line(whole)).endsWith("x\"\r\n");
    assertThat(line(whole + "yz")).endsWith("x... (2 more bytes)\"\r\n");
    String[] many = new String[40];
    java.util.Arrays.fill(many, whole);
    assertThat(line(many))
        .hasSizeLessThan(20 << 20)
        .endsWith(" \"... (" + MonitorLine.SHOWN_BYTES + " more bytes)\"\r\n");
  }
}
