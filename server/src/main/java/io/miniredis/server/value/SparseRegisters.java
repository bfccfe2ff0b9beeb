package io.miniredis.server.value;

/**
 * The sparse encoding of a {@link HyperLogLog}'s registers: runs of equal ones, of three kinds.
 *
 * <ul>
 *   <li>{@code 00nnnnnn}: n+1 registers that are 0
 *   <li>{@code 01nnnnnn nnnnnnnn}: n+1 registers that are 0
 *   <li>{@code 1vvvvvnn}: n+1 registers that are v+1
 * </ul>
 *
 * <p>A run that is split makes up to three; runs of the same value are joined where they fit,
 * looking no further than a few runs around the change: the same ones as Redis, or else the bytes
 * would differ.
 */
final class SparseRegisters {
  /** What {@link #raise} answers when this encoding cannot take it. */
  static final int NO_ROOM = 2;

  private static final int MAX_VALUE = 32;
  private static final int MAX_VALUE_RUN = 4;
  private static final int MAX_SHORT_ZEROS = 64;
  private static final int JOINED_RUNS = 5;

  private SparseRegisters() {}

  /** Writes the two bytes that mean that all registers are 0. */
  static void allZero(byte[] a, int at) {
    zeros(a, at, HyperLogLog.REGISTERS);
  }

  // ---- runs

  private static boolean isValue(int code) {
    return (code & 0x80) != 0;
  }

  private static boolean isLongZeros(int code) {
    return (code & 0xc0) == 0x40;
  }

  private static int value(int code) {
    return (code >> 2 & 31) + 1;
  }

  private static int bytes(int code) {
    return isLongZeros(code) ? 2 : 1;
  }

  /** The length of the run at an index; 0 if its bytes are cut off. */
  private static int run(byte[] a, int at, int end) {
    int code = a[at];
    if (isValue(code)) {
      return (code & 3) + 1;
    }
    if (!isLongZeros(code)) {
      return (code & 63) + 1;
    }
    return at + 1 == end ? 0 : ((code & 63) << 8 | a[at + 1] & 0xff) + 1;
  }

  private static byte valueCode(int value, int run) {
    return (byte) (0x80 | value - 1 << 2 | run - 1);
  }

  /** Writes a run of zeros if there are any; returns the index behind it. */
  private static int zeros(byte[] a, int at, int run) {
    if (run == 0) {
      return at;
    }
    if (run <= MAX_SHORT_ZEROS) {
      a[at] = (byte) (run - 1);
      return at + 1;
    }
    a[at] = (byte) (0x40 | run - 1 >> 8);
    a[at + 1] = (byte) (run - 1);
    return at + 2;
  }

  private static int values(byte[] a, int at, int value, int run) {
    if (run == 0) {
      return at;
    }
    a[at] = valueCode(value, run);
    return at + 1;
  }

  // ---- changing

  /**
   * Raises a register to a value if it is lower.
   *
   * @return {@link #NO_ROOM}, or as {@link HyperLogLog#add} does
   */
  static int raise(StringValue hll, int register, int value, long maxBytes) {
    if (value > MAX_VALUE) {
      return NO_ROOM;
    }
    byte[] a = hll.array();
    int end = hll.length();
    int at = HyperLogLog.HEADER;
    int before = at;
    int first = 0;
    int run = 0;
    while (at < end) {
      run = run(a, at, end);
      if (run == 0) {
        return HyperLogLog.CORRUPT;
      }
      if (register < first + run) {
        break;
      }
      before = at;
      at += bytes(a[at]);
      first += run;
    }
    if (at >= end) {
      return HyperLogLog.CORRUPT;
    }
    int code = a[at];
    if (isValue(code) && value(code) >= value) {
      return HyperLogLog.UNCHANGED;
    }
    if (run == 1 && !isLongZeros(code)) {
      a[at] = valueCode(value, 1);
    } else {
      byte[] runs = new byte[5];
      int n = split(runs, code, register - first, value, first + run - 1 - register);
      int removed = bytes(code);
      if (n > removed && end + n - removed > maxBytes) {
        return NO_ROOM;
      }
      hll.splice(at, removed, runs, n);
    }
    join(hll, before);
    HyperLogLog.forgetEstimate(hll);
    return HyperLogLog.CHANGED;
  }

  /** A run with one register of another value in it; returns how many bytes that takes. */
  private static int split(byte[] runs, int code, int left, int value, int right) {
    int n;
    if (isValue(code)) {
      n = values(runs, 0, value(code), left);
      n = values(runs, n, value, 1);
      return values(runs, n, value(code), right);
    }
    n = zeros(runs, 0, left);
    n = values(runs, n, value, 1);
    return zeros(runs, n, right);
  }

  private static void join(StringValue hll, int from) {
    byte[] joined = new byte[1];
    int at = from;
    for (int runs = JOINED_RUNS; at < hll.length() && runs > 0; runs--) {
      byte[] a = hll.array();
      int code = a[at];
      if (isValue(code) && at + 1 < hll.length() && isValue(a[at + 1])) {
        int next = a[at + 1];
        int run = (code & 3) + (next & 3) + 2;
        if (value(code) == value(next) && run <= MAX_VALUE_RUN) {
          joined[0] = valueCode(value(code), run);
          hll.splice(at, 2, joined, 1);
          continue;
        }
      }
      at += bytes(code);
    }
  }

  // ---- reading

  /** Adds to a histogram of the registers' values; false if they are corrupt. */
  static boolean count(Slice hll, int[] histogram) {
    byte[] a = hll.array();
    int end = hll.offset() + hll.length();
    int at = hll.offset() + HyperLogLog.HEADER;
    int registers = 0;
    while (at < end) {
      int code = a[at];
      int run = run(a, at, end);
      registers += run;
      if (run == 0 || registers > HyperLogLog.REGISTERS) {
        return false;
      }
      histogram[isValue(code) ? value(code) : 0] += run;
      at += bytes(code);
    }
    return registers == HyperLogLog.REGISTERS;
  }

  /** Raises registers to those of this encoding; false if it is corrupt. */
  static boolean merge(Slice hll, byte[] registers) {
    byte[] a = hll.array();
    int end = hll.offset() + hll.length();
    int at = hll.offset() + HyperLogLog.HEADER;
    int register = 0;
    while (at < end) {
      int code = a[at];
      int run = run(a, at, end);
      if (run == 0 || register + run > HyperLogLog.REGISTERS) {
        return false;
      }
      if (isValue(code)) {
        for (int i = register; i < register + run; i++) {
          registers[i] = (byte) Math.max(registers[i], value(code));
        }
      }
      register += run;
      at += bytes(code);
    }
    return register == HyperLogLog.REGISTERS;
  }

  /** The runs as text: {@code Z:16380 v:1,2 z:2}. */
  static String describe(Slice hll) {
    byte[] a = hll.array();
    int end = hll.offset() + hll.length();
    int at = hll.offset() + HyperLogLog.HEADER;
    StringBuilder text = new StringBuilder();
    while (at < end) {
      int code = a[at];
      int run = run(a, at, end);
      text.append(text.isEmpty() ? "" : " ");
      if (isValue(code)) {
        text.append("v:").append(value(code)).append(',').append(run);
      } else {
        text.append(isLongZeros(code) ? "Z:" : "z:").append(run);
      }
      at += bytes(code);
    }
    return text.toString();
  }
}
