package io.miniredis.server.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A command as MONITOR shows it: a status of the time, the database, the client, and the arguments
 * in quotes, with everything escaped that is not printable ASCII.
 *
 * <p>A line takes up to four times the bytes of its arguments, so very long ones are cut and say by
 * how much: to watch a server must not take its heap.
 */
final class MonitorLine {
  static final int SHOWN_BYTES = 1 << 20;

  private static final int MAX_BYTES = 16 << 20;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final long MICROS_A_SECOND = 1_000_000;

  private byte[] bytes = new byte[256];
  private int size;

  /**
   * Begins a line.
   *
   * @param micros the time since the epoch
   * @param client its address, or lua
   */
  MonitorLine(long micros, int database, String client) {
    String fraction = Long.toString(MICROS_A_SECOND + micros % MICROS_A_SECOND).substring(1);
    text("+" + micros / MICROS_A_SECOND + "." + fraction + " [" + database + " " + client + "]");
  }

  /** Adds an argument in quotes. */
  void argument(byte[] a, int offset, int length) {
    int shown = size > MAX_BYTES ? 0 : Math.min(length, SHOWN_BYTES);
    room(2);
    put(' ');
    put('"');
    for (int i = offset; i < offset + shown; i++) {
      escaped(a[i]);
    }
    if (shown < length) {
      text("... (" + (length - shown) + " more bytes)");
    }
    room(1);
    put('"');
  }

  private void escaped(byte b) {
    room(4);
    switch (b) {
      case '\\', '"' -> pair((char) b);
      case '\n' -> pair('n');
      case '\r' -> pair('r');
      case '\t' -> pair('t');
      case 7 -> pair('a');
      case '\b' -> pair('b');
      default -> {
        if (b >= ' ' && b < 127) {
          put((char) b);
        } else {
          pair('x');
          bytes[size++] = HEX[(b >> 4) & 15];
          bytes[size++] = HEX[b & 15];
        }
      }
    }
  }

  private void pair(char second) {
    put('\\');
    put(second);
  }

  private void put(char c) {
    bytes[size++] = (byte) c;
  }

  private void text(String latin1) {
    byte[] more = latin1.getBytes(StandardCharsets.ISO_8859_1);
    room(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  /** The line with its end. */
  byte[] end() {
    text("\r\n");
    return Arrays.copyOf(bytes, size);
  }
}
