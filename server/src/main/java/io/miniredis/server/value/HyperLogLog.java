package io.miniredis.server.value;

/**
 * A HyperLogLog: it estimates how many different elements it was shown, in at most 12 KiB. It lives
 * in a string, in exactly the bytes that Redis has there, so that such strings can go from one to
 * the other.
 *
 * <p>A header of 16 bytes: {@code HYLL}; the encoding, 0 dense, 1 sparse; three bytes of nothing;
 * the estimate that was made last, little-endian, its highest bit set if it holds no more. Then the
 * {@value #REGISTERS} registers: the dense encoding has 6 bits each, lowest bits first; the sparse
 * one is told in {@link SparseRegisters}. A register keeps the longest run of zeros, plus 1, that
 * ended the hash of an element that fell to it. (P. Flajolet and others, "HyperLogLog: the analysis
 * of a near-optimal cardinality estimation algorithm", 2007.)
 */
public final class HyperLogLog {
  /** The number of registers. */
  public static final int REGISTERS = 1 << 14;

  /** What {@link #add} answers when the element changed nothing. */
  public static final int UNCHANGED = 0;

  /** What {@link #add} answers when a register has changed. */
  public static final int CHANGED = 1;

  /** What {@link #add} answers when the bytes are no HyperLogLog after all. */
  public static final int CORRUPT = -1;

  static final int HEADER = 16;
  static final int REGISTER_BITS = 6;

  private static final int DENSE_LENGTH = HEADER + REGISTERS * REGISTER_BITS / 8;
  private static final int ENCODING = 4;
  private static final int ESTIMATE = 8;
  private static final int ESTIMATE_END = 15;
  private static final byte DENSE = 0;
  private static final byte SPARSE = 1;
  private static final long SEED = 0xadc83b19L;

  private HyperLogLog() {}

  /** A new one, sparse and empty, its estimate of 0 known. */
  public static StringValue create() {
    byte[] bytes = new byte[HEADER + 2];
    bytes[0] = 'H';
    bytes[1] = 'Y';
    bytes[2] = 'L';
    bytes[3] = 'L';
    bytes[ENCODING] = SPARSE;
    SparseRegisters.allZero(bytes, HEADER);
    return StringValue.owning(bytes);
  }

  /** Whether a string looks like a HyperLogLog from outside. */
  public static boolean isOne(Slice bytes) {
    return bytes.length() >= HEADER
        && bytes.byteAt(0) == 'H'
        && bytes.byteAt(1) == 'Y'
        && bytes.byteAt(2) == 'L'
        && bytes.byteAt(3) == 'L'
        && (bytes.byteAt(ENCODING) == SPARSE
            || (bytes.byteAt(ENCODING) == DENSE && bytes.length() == DENSE_LENGTH));
  }

  /** Whether it has the dense encoding. */
  public static boolean isDense(Slice hll) {
    return hll.byteAt(ENCODING) == DENSE;
  }

  private static boolean isDense(StringValue hll) {
    return hll.array()[ENCODING] == DENSE;
  }

  // ---- adding

  /**
   * Shows it an element. The estimate that is kept is to be {@link #forgetEstimate forgotten} by
   * the caller if that changed anything.
   *
   * @param maxSparse the length in bytes beyond which it turns dense
   * @return {@link #UNCHANGED}, {@link #CHANGED} or {@link #CORRUPT}
   */
  public static int add(StringValue hll, Slice element, long maxSparse) {
    long hash = MurmurHash.hash(element, SEED);
    int register = (int) hash & (REGISTERS - 1);
    int run = Long.numberOfTrailingZeros(hash >>> 14 | 1L << 50) + 1;
    return raise(hll, register, run, maxSparse);
  }

  /** Raises a register to a value if it is lower; answers as {@link #add} does. */
  public static int raise(StringValue hll, int register, int value, long maxSparse) {
    if (!isDense(hll)) {
      int outcome = SparseRegisters.raise(hll, register, value, maxSparse);
      if (outcome != SparseRegisters.NO_ROOM) {
        return outcome;
      }
      if (!toDense(hll)) {
        return CORRUPT;
      }
    }
    byte[] bytes = hll.array();
    if (register(bytes, HEADER, register) >= value) {
      return UNCHANGED;
    }
    setRegister(bytes, HEADER, register, value);
    return CHANGED;
  }

  /** Marks the estimate that is kept as one that does not hold any more. */
  public static void forgetEstimate(StringValue hll) {
    hll.array()[ESTIMATE_END] |= (byte) 0x80;
  }

  /** Gives it the dense encoding; false if its registers are corrupt. */
  public static boolean toDense(StringValue hll) {
    if (isDense(hll)) {
      return true;
    }
    byte[] registers = new byte[REGISTERS];
    if (!SparseRegisters.merge(hll.view(new Slice()), registers)) {
      return false;
    }
    byte[] dense = new byte[DENSE_LENGTH];
    System.arraycopy(hll.array(), 0, dense, 0, HEADER);
    dense[ENCODING] = DENSE;
    for (int i = 0; i < REGISTERS; i++) {
      setRegister(dense, HEADER, i, registers[i]);
    }
    hll.replace(dense);
    return true;
  }

  // ---- reading

  /** The estimate that is kept, or -1 if it holds no more. */
  public static long keptEstimate(Slice hll) {
    if (hll.byteAt(ESTIMATE_END) < 0) {
      return -1;
    }
    long estimate = 0;
    for (int i = ESTIMATE_END; i >= ESTIMATE; i--) {
      estimate = estimate << 8 | hll.byteAt(i) & 0xff;
    }
    return estimate;
  }

  /** Keeps an estimate with it. */
  public static void keepEstimate(StringValue hll, long estimate) {
    byte[] bytes = hll.array();
    for (int i = ESTIMATE; i <= ESTIMATE_END; i++) {
      bytes[i] = (byte) (estimate >>> 8 * (i - ESTIMATE));
    }
  }

  /** Estimates how many different elements it was shown; -1 if its registers are corrupt. */
  public static long estimate(Slice hll) {
    int[] histogram = new int[1 << REGISTER_BITS];
    if (isDense(hll)) {
      countDense(hll, histogram);
    } else if (!SparseRegisters.count(hll, histogram)) {
      return -1;
    }
    return Cardinality.estimate(histogram, REGISTERS);
  }

  /** Estimates from registers as {@link #merge} gathers them. */
  public static long estimate(byte[] registers) {
    int[] histogram = new int[1 << REGISTER_BITS];
    for (byte value : registers) {
      histogram[value]++;
    }
    return Cardinality.estimate(histogram, REGISTERS);
  }

  private static void countDense(Slice hll, int[] histogram) {
    byte[] a = hll.array();
    int end = hll.offset() + DENSE_LENGTH;
    for (int i = hll.offset() + HEADER; i < end; i += 3) {
      int four = a[i] & 0xff | (a[i + 1] & 0xff) << 8 | (a[i + 2] & 0xff) << 16;
      histogram[four & 63]++;
      histogram[four >> 6 & 63]++;
      histogram[four >> 12 & 63]++;
      histogram[four >> 18]++;
    }
  }

  /**
   * Raises each of {@value #REGISTERS} registers, a byte each, to its own if that is higher.
   *
   * @return false if they are corrupt
   */
  public static boolean merge(Slice hll, byte[] registers) {
    if (!isDense(hll)) {
      return SparseRegisters.merge(hll, registers);
    }
    byte[] a = hll.array();
    int from = hll.offset() + HEADER;
    for (int i = 0; i < REGISTERS; i++) {
      registers[i] = (byte) Math.max(registers[i], register(a, from, i));
    }
    return true;
  }

  private static int register(byte[] a, int from, int register) {
    int bit = register * REGISTER_BITS;
    int at = from + (bit >> 3);
    int shift = bit & 7;
    int low = (a[at] & 0xff) >> shift;
    return (shift <= 2 ? low : low | a[at + 1] << 8 - shift) & 63;
  }

  private static void setRegister(byte[] a, int from, int register, int value) {
    int bit = register * REGISTER_BITS;
    int at = from + (bit >> 3);
    int shift = bit & 7;
    a[at] = (byte) (a[at] & ~(63 << shift) | value << shift);
    if (shift > 2) {
      a[at + 1] = (byte) (a[at + 1] & ~(63 >> 8 - shift) | value >> 8 - shift);
    }
  }

  /** The sparse registers as text, as PFDEBUG DECODE tells them. */
  public static String describeSparse(Slice hll) {
    return SparseRegisters.describe(hll);
  }
}
