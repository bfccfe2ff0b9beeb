package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Record;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StreamValue;
import io.miniredis.server.value.Value;
import io.miniredis.server.value.ValueLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole file of the format, versions 1 to {@value RdbCodes#NEWEST_VERSION}: the magic word
 * and the version, keys with what is told of them, and the checksum at the end. What is wrong is
 * told as an {@link RdbException} with its offset; the visitor has been shown what came before it.
 */
public final class RdbReader {
  private static final byte[] PRODUCERS = ProducersCoder.NAME.getBytes(StandardCharsets.US_ASCII);
  private static final int FIRST_VERSION_WITH_CHECKSUM = 5;
  private static final int VERSION_DIGITS = 4;
  private static final int MILLIS = 1000;
  private static final int MODULE_END = 0;
  private static final int MODULE_SIGNED = 1;
  private static final int MODULE_UNSIGNED = 2;
  private static final int MODULE_FLOAT = 3;
  private static final int MODULE_DOUBLE = 4;
  private static final int MODULE_STRING = 5;

  private final RdbInput in;
  private final RdbVisitor visitor;
  private final ValueReader values;
  private final boolean checksChecksum;
  private final Slice text = new Slice();
  private final Slice key = new Slice();
  private byte[] heldKey = new byte[128];
  private int version;

  // what is told of the key that follows
  private byte @Nullable [] producers;
  private long producersOffset;
  private long expiry = Record.NO_EXPIRY;
  private long idle = RdbVisitor.UNTOLD;
  private int frequency = RdbVisitor.UNTOLD;

  /**
   * @param checksChecksum whether a wrong checksum is an error
   */
  public RdbReader(RdbInput in, ValueLimits limits, boolean checksChecksum, RdbVisitor visitor) {
    this.in = in;
    this.visitor = visitor;
    this.checksChecksum = checksChecksum;
    values = new ValueReader(limits);
  }

  /** Reads up to the end of the file's content; what comes behind it is left unread. */
  public void read() throws IOException {
    readHead();
    while (true) {
      long offset = in.offset();
      int code = in.readByte();
      if (code == RdbCodes.END) {
        readEnd();
        return;
      }
      if (code < RdbCodes.SLOT_INFO) {
        readKey(code);
      } else {
        readSpecial(code, offset);
      }
    }
  }

  private void readHead() throws IOException {
    int length = RdbCodes.MAGIC.length() + VERSION_DIGITS;
    String head;
    try {
      head = in.readBytes(length, text).toString();
    } catch (RdbException e) {
      throw new RdbException(0, "no RDB file: it is too short for the head of one");
    }
    if (!head.startsWith(RdbCodes.MAGIC)) {
      throw new RdbException(0, "no RDB file: it does not begin with REDIS");
    }
    String digits = head.substring(RdbCodes.MAGIC.length());
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new RdbException(RdbCodes.MAGIC.length(), "a version that is no number");
    }
    version = Integer.parseInt(digits);
    if (version < 1 || version > RdbCodes.NEWEST_VERSION) {
      throw new RdbException(
          RdbCodes.MAGIC.length(),
          "the version "
              + version
              + " of the format, where 1 to "
              + RdbCodes.NEWEST_VERSION
              + " are known");
    }
    visitor.version(version);
  }

  private void readEnd() throws IOException {
    if (version < FIRST_VERSION_WITH_CHECKSUM) {
      return;
    }
    long sum = in.checksum();
    long offset = in.offset();
    long told = in.readLongLe();
    if (checksChecksum && told != 0 && told != sum) {
      throw new RdbException(
          offset,
          "the checksum is "
              + Long.toHexString(told)
              + " but that of the content is "
              + Long.toHexString(sum));
    }
  }

  private void readSpecial(int code, long offset) throws IOException {
    switch (code) {
      case RdbCodes.EXPIRY_MILLIS -> expiry = checkedExpiry(in.readLongLe(), offset);
      case RdbCodes.EXPIRY_SECONDS ->
          expiry = checkedExpiry(MILLIS * (long) in.readIntLe(), offset);
      case RdbCodes.IDLE -> idle = checkedIdle(in.readLength(), offset);
      case RdbCodes.FREQUENCY -> frequency = in.readByte();
      case RdbCodes.SELECT -> {
        long number = in.readLength();
        if (number < 0 || number > Integer.MAX_VALUE) {
          throw new RdbException(offset, "the database " + Long.toUnsignedString(number));
        }
        visitor.select((int) number);
      }
      case RdbCodes.RESIZE -> visitor.sizes(in.readLength(), in.readLength());
      case RdbCodes.AUX -> {
        hold(in.readString(key));
        in.readString(text);
        if (key.contentEquals(PRODUCERS)) {
          producers = text.toBytes();
          producersOffset = offset;
        } else {
          visitor.aux(key, text);
        }
      }
      case RdbCodes.FUNCTION -> visitor.function(in.readString(text));
      case RdbCodes.FUNCTION_OF_A_CANDIDATE ->
          throw new RdbException(offset, "a function in the form of a release candidate");
      case RdbCodes.MODULE_AUX -> skipModuleData();
      case RdbCodes.SLOT_INFO -> {
        in.readLength();
        in.readLength();
        in.readLength();
      }
      default -> throw new RdbException(offset, "the unknown code " + code);
    }
  }

  private void readKey(int type) throws IOException {
    hold(in.readString(key));
    Value value;
    try {
      value = values.read(type, in, text);
    } catch (RdbException e) {
      throw new RdbException(e.offset(), e.getMessage() + " (of the key " + shown() + ")");
    }
    giveProducers(value);
    if (value != null && value.isEmpty()) {
      visitor.emptyKey(key);
    } else {
      visitor.key(key, value, text, expiry, idle, frequency);
    }
    expiry = Record.NO_EXPIRY;
    idle = RdbVisitor.UNTOLD;
    frequency = RdbVisitor.UNTOLD;
  }

  private void giveProducers(@Nullable Value value) throws IOException {
    byte[] remark = producers;
    producers = null;
    if (remark != null && value instanceof StreamValue stream) {
      ProducersCoder.read(remark, producersOffset, stream);
    } else if (remark != null) {
      throw new RdbException(producersOffset, "producers of what is no stream");
    }
  }

  /** Keeps the key's bytes while its value is read. */
  private void hold(Slice s) {
    if (s.length() > heldKey.length) {
      heldKey = new byte[Math.max(s.length(), Math.min(2 * heldKey.length, 1 << 20))];
    }
    s.copyTo(heldKey, 0);
    key.wrap(heldKey, 0, s.length());
  }

  private String shown() {
    return KeyText.of(key);
  }

  private static long checkedExpiry(long millis, long offset) throws RdbException {
    if (millis < 0) {
      throw new RdbException(offset, "an expiry of " + millis);
    }
    return millis;
  }

  private static long checkedIdle(long seconds, long offset) throws RdbException {
    if (seconds < 0) {
      throw new RdbException(offset, "an idle time of " + Long.toUnsignedString(seconds));
    }
    return seconds;
  }

  private void skipModuleData() throws IOException {
    String module = ValueReader.moduleName(in.readLength());
    in.readLength(); // that a number follows
    in.readLength(); // when the module wants to have it
    while (true) {
      long offset = in.offset();
      long code = in.readLength();
      if (code == MODULE_END) {
        visitor.moduleData(module);
        return;
      }
      if (code == MODULE_SIGNED || code == MODULE_UNSIGNED) {
        in.readLength();
      } else if (code == MODULE_FLOAT) {
        in.readIntLe();
      } else if (code == MODULE_DOUBLE) {
        in.readLongLe();
      } else if (code == MODULE_STRING) {
        in.readString(text);
      } else {
        throw new RdbException(
            offset, "data of the module " + module + " of the unknown kind " + code);
      }
    }
  }
}
