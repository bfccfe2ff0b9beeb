package io.miniredis.protocol;

import java.util.Arrays;

/**
 * Finds the commands in a stream of request bytes: multibulk ({@code *2\r\n$3\r\nGET\r\n...}) and
 * inline ({@code GET key\r\n}).
 *
 * <p>Arguments are offsets into the caller's buffer; nothing is copied and nothing is allocated for
 * a command of ordinary size. A command that is not complete yet leaves what is known of it here,
 * as offsets from the command's first byte, so the caller may move the bytes to another array and
 * the next call goes on where this one stopped. What is kept grows with the arguments that have
 * arrived, never with a count or length that a client has declared.
 *
 * <p>Limits and texts are Redis's, and so are its liberties: the byte behind a carriage return and
 * the two bytes behind a payload are skipped unread; a line end behind a NUL is not seen. One
 * difference: whether a header line is too long never depends on how the bytes were split.
 *
 * <p>Not thread-safe; one decoder serves one connection.
 */
public final class CommandDecoder {
  /** Longest inline request and longest header line, in bytes. */
  static final int MAX_LINE = 64 * 1024;

  private static final int UNAUTHENTICATED_ARGUMENTS = 10;
  private static final int UNAUTHENTICATED_BULK = 16 * 1024;

  /** Arguments that have room without growing; a command of one digit needs no look at it. */
  private static final int FEW_ARGUMENTS = 16;

  /** The most arguments whose room is kept for the next command. */
  private static final int KEPT_ARGUMENTS = 256;

  // A type, a digit or two and a carriage return, as words in little-endian order.
  private static final int ONE_DIGIT_MASK = 0x00FF_00FF;
  private static final int ONE_DIGIT_ARRAY = Bytes.word('*', 0, '\r', 0);
  private static final int ONE_DIGIT_BULK = Bytes.word('$', 0, '\r', 0);
  private static final int TWO_DIGITS_MASK = 0xFF00_00FF;
  private static final int TWO_DIGITS_BULK = Bytes.word('$', 0, 0, '\r');

  private static final int UNKNOWN = -1;

  private int maxArguments;
  private int maxBulkLength;
  private boolean authenticated;
  private int smallCommand;

  private byte[] buffer = Bytes.EMPTY;
  private int base;
  private int end;

  /**
   * One argument each: its offset from {@link #base} in the upper half, its length in the lower.
   */
  private long[] spans = new long[FEW_ARGUMENTS];

  private int argc;

  // What is known of a command partly decoded. Offsets count from its first byte.
  private boolean idle = true;
  private int remaining;
  private int position;
  private int scanned;
  private int bulkLength = UNKNOWN;
  private long wanted;

  private final InlineParser inline = new InlineParser();

  /** A decoder with Redis's default limits, for an authenticated client. */
  public CommandDecoder() {
    limits(Integer.MAX_VALUE, 512 * 1024 * 1024, true);
  }

  /**
   * Sets the limits for the commands to come. Clients that are not authenticated are held to
   * Redis's 10 arguments and bulks of 16384 bytes besides.
   *
   * @param maxArguments the most arguments of one command
   * @param maxBulkLength the longest argument in bytes; up to 99 are taken always
   */
  public void limits(int maxArguments, int maxBulkLength, boolean authenticated) {
    this.maxArguments = maxArguments;
    this.maxBulkLength = maxBulkLength;
    this.authenticated = authenticated;
    smallCommand = Math.min(9, maxArguments);
  }

  /**
   * Decodes the next command from {@code buffer[from, to)}.
   *
   * <p>Returns true when one is complete: {@link #argc()} arguments, 0 for an empty line or array,
   * which is to be skipped. Returns false when more bytes are needed; the next call must present
   * the same bytes again from the command's start, in any array at any index, with more behind
   * them.
   *
   * @throws ProtocolException with Redis's text; the decoder has forgotten the command then
   */
  public boolean decode(byte[] buffer, int from, int to) throws ProtocolException {
    this.buffer = buffer;
    this.base = from;
    if (idle && to - from >= 4 && spans.length <= KEPT_ARGUMENTS) {
      int head = Bytes.getInt(buffer, from);
      int count = ((head >>> 8) & 0xFF) - '0';
      if ((head & ONE_DIGIT_MASK) == ONE_DIGIT_ARRAY && count > 0 && count <= smallCommand) {
        return decodeArguments(buffer, from + 4, to, 0, count);
      }
    }
    if (remaining != 0) {
      return resumeArguments(buffer, from + position, to);
    }
    return decodeHeader(buffer, from, to);
  }

  /** Goes on in the middle of an argument. */
  private boolean resumeArguments(byte[] buffer, int at, int to) throws ProtocolException {
    int behind = decodeArgument(buffer, at, to, argc);
    if (behind < 0) {
      return incomplete(to, argc, remaining);
    }
    if (remaining == 1) {
      return complete(argc + 1, behind);
    }
    return decodeArguments(buffer, behind, to, argc + 1, remaining - 1);
  }

  /**
   * Decodes the arguments from number {@code count} on, of which {@code left} are missing, from an
   * argument's first byte. What is short and has arrived whole is dealt with here.
   */
  private boolean decodeArguments(byte[] buffer, int at, int to, int count, int left)
      throws ProtocolException {
    int base = this.base;
    long[] spans = this.spans;
    while (true) {
      int room = to - at;
      if (room > 4 && count < spans.length) {
        int head = Bytes.getInt(buffer, at);
        int length = ((head >>> 8) & 0xFF) - '0';
        if ((head & ONE_DIGIT_MASK) == ONE_DIGIT_BULK) {
          if (length >= 0 && length <= 9 && length <= room - 6) {
            spans[count++] = span(at + 4 - base, length);
            at += length + 6;
            if (--left == 0) {
              return complete(count, at);
            }
            continue;
          }
        } else if ((head & TWO_DIGITS_MASK) == TWO_DIGITS_BULK) {
          int digit = ((head >>> 16) & 0xFF) - '0';
          if (length >= 1 && length <= 9 && digit >= 0 && digit <= 9) {
            length = length * 10 + digit;
            if (length <= room - 7) {
              spans[count++] = span(at + 5 - base, length);
              at += length + 7;
              if (--left == 0) {
                return complete(count, at);
              }
              continue;
            }
          }
        }
      }
      at = decodeArgument(buffer, at, to, count);
      if (at < 0) {
        return incomplete(to, count, left);
      }
      spans = this.spans;
      count++;
      if (--left == 0) {
        return complete(count, at);
      }
    }
  }

  /**
   * Decodes one argument, of any length, however little of it has arrived.
   *
   * @return the index behind it, or -1 while it is incomplete
   */
  private int decodeArgument(byte[] buffer, int at, int to, int count) throws ProtocolException {
    int length = bulkLength;
    int data = at;
    if (length == UNKNOWN) {
      int lineEnd = lineEnd(buffer, at, to, "too big bulk count string");
      if (lineEnd < 0) {
        position = at - base;
        return -1;
      }
      length = bulkLength(buffer, at, lineEnd);
      data = lineEnd + 2;
    }
    if (to - data - 2 < length) {
      position = data - base;
      bulkLength = length;
      wanted = length + 2L - (to - data);
      return -1;
    }
    bulkLength = UNKNOWN;
    if (count == spans.length) {
      spans = Arrays.copyOf(spans, count * 2);
    }
    spans[count] = span(data - base, length);
    return data + length + 2;
  }

  private boolean decodeHeader(byte[] buffer, int from, int to) throws ProtocolException {
    if (spans.length > KEPT_ARGUMENTS) {
      spans = new long[FEW_ARGUMENTS];
    }
    if (from == to) {
      return incomplete(to, 0, 0);
    }
    if (buffer[from] != '*') {
      return decodeInline(buffer, from, to);
    }
    int lineEnd = lineEnd(buffer, from, to, "too big mbulk count string");
    if (lineEnd < 0) {
      return incomplete(to, 0, 0);
    }
    int digits = lineEnd - from - 1;
    long count = Numbers.parseLong(buffer, from + 1, digits, Long.MAX_VALUE);
    if (count > maxArguments) {
      throw broken("invalid multibulk length");
    }
    if (count > UNAUTHENTICATED_ARGUMENTS && !authenticated) {
      throw broken("unauthenticated multibulk length");
    }
    if (count <= 0) {
      return complete(0, lineEnd + 2);
    }
    return decodeArguments(buffer, lineEnd + 2, to, 0, (int) count);
  }

  private boolean decodeInline(byte[] buffer, int from, int to) throws ProtocolException {
    int lineEnd = find((byte) '\n', buffer, from, to, "too big inline request");
    if (lineEnd < 0) {
      return incomplete(to, 0, 0);
    }
    int length = lineEnd - from;
    if (length > 0 && buffer[lineEnd - 1] == '\r') {
      length--;
    }
    int count = inline.split(buffer, from, length);
    if (count < 0) {
      throw broken("unbalanced quotes in request");
    }
    while (spans.length < count) {
      spans = Arrays.copyOf(spans, spans.length * 2);
    }
    for (int i = 0; i < count; i++) {
      spans[i] = inline.span(i);
    }
    complete(count, lineEnd + 1);
    this.buffer = inline.text();
    this.base = 0;
    return true;
  }

  private static long span(int offset, int length) {
    return ((long) offset << 32) | length;
  }

  /** The carriage return that ends the header at {@code at}, or -1 while the line is incomplete. */
  private int lineEnd(byte[] buffer, int at, int to, String tooLong) throws ProtocolException {
    int found = find((byte) '\r', buffer, at, to, tooLong);
    return found + 1 < to ? found : -1;
  }

  private int find(byte wanted, byte[] buffer, int at, int to, String tooLong)
      throws ProtocolException {
    int stop = (int) Math.min(to, (long) at + MAX_LINE + 1);
    int i = at + scanned;
    while (i < stop && buffer[i] != wanted && buffer[i] != 0) {
      i++;
    }
    if (i < stop && buffer[i] == wanted) {
      scanned = i + 1 < to || wanted == '\n' ? 0 : i - at;
      return i;
    }
    if (to - at > MAX_LINE) {
      throw broken(tooLong);
    }
    scanned = i - at;
    return -1;
  }

  private int bulkLength(byte[] buffer, int at, int lineEnd) throws ProtocolException {
    if (buffer[at] != '$') {
      throw broken("expected '$', got '" + (char) (buffer[at] & 0xFF) + "'");
    }
    long length = Numbers.parseLong(buffer, at + 1, lineEnd - at - 1, UNKNOWN);
    if (length < 0 || length > maxBulkLength) {
      throw broken("invalid bulk length");
    }
    if (length > UNAUTHENTICATED_BULK && !authenticated) {
      throw broken("unauthenticated bulk length");
    }
    return (int) length;
  }

  private boolean complete(int count, int end) {
    argc = count;
    this.end = end;
    remaining = 0;
    idle = true;
    return true;
  }

  private boolean incomplete(int to, int count, int left) {
    argc = count;
    remaining = left;
    idle = to == base;
    return false;
  }

  private ProtocolException broken(String problem) {
    reset();
    return new ProtocolException(problem);
  }

  /** The index behind the command that was decoded last, in the array given to {@code decode}. */
  public int end() {
    return end;
  }

  /** The number of arguments, the command's name among them. */
  public int argc() {
    return argc;
  }

  /** The array the arguments lie in: the one given to {@code decode}, or one of this decoder. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where argument {@code i} begins in {@link #buffer()}; argument 0 is the command's name. */
  public int offset(int i) {
    return base + (int) (spans[i] >>> 32);
  }

  /** The length of argument {@code i} in bytes. */
  public int length(int i) {
    return (int) spans[i];
  }

  /** Whether no command is partly decoded. */
  public boolean idle() {
    return idle;
  }

  /**
   * How many bytes the argument that is being read still lacks, its line end included; 0 while its
   * length is unknown. A client's word: good to size a read, not to allocate by.
   */
  public long wanted() {
    return idle || bulkLength == UNKNOWN ? 0 : wanted;
  }

  /** Forgets a command partly decoded, and gives back the room that large commands have taken. */
  public void reset() {
    idle = true;
    argc = 0;
    position = 0;
    scanned = 0;
    remaining = 0;
    bulkLength = UNKNOWN;
    buffer = Bytes.EMPTY;
    if (spans.length > KEPT_ARGUMENTS) {
      spans = new long[FEW_ARGUMENTS];
    }
    inline.reset();
  }

  /**
   * Whether a command's name is how an HTTP request begins a line ({@code POST} or {@code Host:},
   * in any case): a browser made to talk to this port. Redis closes such connections unanswered.
   */
  public static boolean isCrossProtocol(byte[] buffer, int offset, int length) {
    return switch (length) {
      case 4 -> equalsIgnoreCase(buffer, offset, "post");
      case 5 -> equalsIgnoreCase(buffer, offset, "host:");
      default -> false;
    };
  }

  private static boolean equalsIgnoreCase(byte[] buffer, int offset, String lower) {
    for (int i = 0; i < lower.length(); i++) {
      int c = buffer[offset + i];
      if (c != lower.charAt(i) && (c < 'A' || c > 'Z' || c + 32 != lower.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
