package io.miniredis.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes streams of requests up, most of them valid, some broken in one place. */
final class RandomRequests {
  private static final List<String> PIECES =
      List.of(
          "*",
          "$",
          "\r\n",
          "\r",
          "\n",
          "\0",
          " ",
          "\"",
          "'",
          "\\",
          "\\x41",
          "-",
          "+",
          "0",
          "00",
          "-1",
          "10",
          "11",
          "16384",
          "16385",
          "536870913",
          "2147483648",
          "9223372036854775808",
          "PING",
          "\u00ff",
          "*1\r\n$4\r\nPING\r\n",
          "$3\r\nabc\r\n",
          "\t",
          "\u000b",
          "é");

  private final RandomGenerator random;
  private final StringBuilder out = new StringBuilder();

  private RandomRequests(RandomGenerator random) {
    this.random = random;
  }

  static byte[] stream(RandomGenerator random) {
    RandomRequests requests = new RandomRequests(random);
    int count = random.nextInt(1, 6);
    for (int i = 0; i < count; i++) {
      requests.command();
    }
    if (random.nextInt(3) == 0) {
      requests.damage();
    }
    if (random.nextInt(10) == 0) {
      requests.out.setLength(random.nextInt(requests.out.length() + 1));
    }
    return requests.out.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private void command() {
    switch (random.nextInt(8)) {
      case 0 -> pieces(random.nextInt(12));
      case 1 -> inline();
      case 2 -> multibulk(random.nextInt(9, 40), 3);
      case 3 -> multibulk(random.nextInt(4), 300);
      default -> multibulk(random.nextInt(1, 5), 30);
    }
  }

  private void multibulk(int count, int longest) {
    out.append('*').append(count).append("\r\n");
    for (int i = 0; i < count; i++) {
      int length = random.nextInt(longest);
      out.append('$').append(length).append("\r\n");
      for (int j = 0; j < length; j++) {
        out.append((char) random.nextInt(random.nextBoolean() ? 256 : 40));
      }
      out.append("\r\n");
    }
  }

  private void inline() {
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      String word = "w".repeat(random.nextInt(6)) + PIECES.get(random.nextInt(PIECES.size()));
      switch (random.nextInt(4)) {
        case 0 -> out.append('"').append(word).append('"');
        case 1 -> out.append('\'').append(word).append('\'');
        default -> out.append(word);
      }
      out.append(' ');
    }
    out.append(random.nextBoolean() ? "\r\n" : "\n");
  }

  private void pieces(int count) {
    for (int i = 0; i < count; i++) {
      out.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    out.append("\r\n");
  }

  private void damage() {
    int at = random.nextInt(out.length() + 1);
    switch (random.nextInt(3)) {
      case 0 -> out.insert(at, PIECES.get(random.nextInt(PIECES.size())));
      case 1 -> out.delete(at, at + 1 + random.nextInt(3));
      default ->
          out.replace(
              at, Math.min(out.length(), at + 1), String.valueOf((char) random.nextInt(256)));
    }
  }
}
