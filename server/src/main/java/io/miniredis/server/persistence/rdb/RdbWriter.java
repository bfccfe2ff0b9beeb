package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Record;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StreamProducers;
import io.miniredis.server.value.StreamValue;
import io.miniredis.server.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Writes what stands in a file of the format, into memory: the caller takes the bytes to where they
 * belong, and none of this waits. Order: head, remarks and functions, then for each database its
 * number, its sizes and its keys, then the end.
 */
public final class RdbWriter {
  private final RdbOutput out;
  private final ValueWriter values = new ValueWriter();

  public RdbWriter(RdbOutput out) {
    this.out = out;
  }

  /** Where the bytes are. */
  public RdbOutput output() {
    return out;
  }

  /** Writes the magic word and the version. */
  public void writeHead(int version) {
    String head = RdbCodes.MAGIC + String.format("%04d", version);
    for (int i = 0; i < head.length(); i++) {
      out.writeByte(head.charAt(i));
    }
  }

  /** Writes a remark, which readers that do not know it pass over. */
  public void writeAux(String name, String text) {
    out.writeByte(RdbCodes.AUX);
    out.writeString(Slice.of(name));
    out.writeString(Slice.of(text));
  }

  /** Writes the source of a library of functions. */
  public void writeFunction(Slice source) {
    out.writeByte(RdbCodes.FUNCTION);
    out.writeString(source);
  }

  /** Begins a database, of about so many keys. */
  public void writeDatabase(int number, long keys, long expiring) {
    out.writeByte(RdbCodes.SELECT);
    out.writeLength(number);
    out.writeByte(RdbCodes.RESIZE);
    out.writeLength(keys);
    out.writeLength(expiring);
  }

  /**
   * Writes a key and what it holds; null is the string {@code text}.
   *
   * @param expiry milliseconds since the epoch, or {@link Record#NO_EXPIRY}
   * @param idleSeconds since its last use, or {@link RdbVisitor#UNTOLD}
   * @param frequency of its use, 0 to 255, or {@link RdbVisitor#UNTOLD}
   */
  public void writeKey(
      Slice key, @Nullable Value value, Slice text, long expiry, long idleSeconds, int frequency) {
    if (value instanceof StreamValue stream && stream.producers() != null) {
      writeProducers(stream.producers());
    }
    if (expiry != Record.NO_EXPIRY) {
      out.writeByte(RdbCodes.EXPIRY_MILLIS);
      out.writeLongLe(expiry);
    }
    if (idleSeconds != RdbVisitor.UNTOLD) {
      out.writeByte(RdbCodes.IDLE);
      out.writeLength(idleSeconds);
    }
    if (frequency != RdbVisitor.UNTOLD) {
      out.writeByte(RdbCodes.FREQUENCY);
      out.writeByte(frequency);
    }
    out.writeByte(ValueWriter.type(value));
    out.writeString(key);
    values.write(value, text, out);
  }

  private void writeProducers(StreamProducers producers) {
    out.writeByte(RdbCodes.AUX);
    out.writeString(Slice.of(ProducersCoder.NAME));
    out.writeString(Slice.of(ProducersCoder.write(producers)));
  }

  /** Writes the end, without the checksum. */
  public void writeEnd() {
    out.writeByte(RdbCodes.END);
  }
}
