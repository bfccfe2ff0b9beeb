package io.miniredis.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stream of request bytes comes to: its commands, the error that ended them, and how many
 * bytes the commands took. Arguments are ISO-8859-1 strings.
 */
record Decoded(List<List<String>> commands, @Nullable String error, int consumed) {

  /** Decodes bytes that arrive all at once. */
  static Decoded of(String bytes) {
    return of(new CommandDecoder(), bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Decoded of(CommandDecoder decoder, byte[] bytes) {
    return of(decoder, bytes, new int[] {bytes.length});
  }

  /**
   * Decodes bytes that arrive in parts. Each part is presented in a new array and at another index,
   * behind the bytes of the command that it belongs to, in front of bytes that are not part of it.
   *
   * @param arrivals how many bytes have arrived, ascending
   */
  static Decoded of(CommandDecoder decoder, byte[] bytes, int[] arrivals) {
    List<List<String>> commands = new ArrayList<>();
    int consumed = 0;
    for (int i = 0; i < arrivals.length; i++) {
      int length = arrivals[i] - consumed;
      int from = (i * 7 + 3) % 11;
      byte[] array = new byte[from + length + i % 5];
      Arrays.fill(array, (byte) '1');
      System.arraycopy(bytes, consumed, array, from, length);
      int at = from;
      try {
        while (decoder.decode(array, at, from + length)) {
          commands.add(arguments(decoder));
          at = decoder.end();
        }
      } catch (ProtocolException e) {
        return new Decoded(commands, e.getMessage(), consumed + at - from);
      }
      consumed += at - from;
      if (decoder.idle() != (consumed == arrivals[i])) {
        throw new AssertionError("idle() with " + (arrivals[i] - consumed) + " bytes left");
      }
    }
    return new Decoded(commands, null, consumed);
  }

  /** The arguments of the command that the decoder holds. */
  static List<String> arguments(CommandDecoder decoder) {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < decoder.argc(); i++) {
      arguments.add(
          new String(
              decoder.buffer(), decoder.offset(i), decoder.length(i), StandardCharsets.ISO_8859_1));
    }
    return arguments;
  }
}
