package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;
import io.miniredis.server.value.Value;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Is shown what is in a file of the format, in order. Views are valid during the call only. */
public interface RdbVisitor {
  /** What {@link #key} is told where a file does not say how idle a key was, or how often used. */
  int UNTOLD = -1;

  /** The file's version. */
  default void version(int version) throws IOException {}

  /** A remark, such as which server wrote the file. */
  default void aux(Slice name, Slice text) throws IOException {}

  /** The database of the keys that follow. */
  default void select(int database) throws IOException {}

  /** How many keys follow in the database, and how many of them expire. */
  default void sizes(long keys, long expiring) throws IOException {}

  /** A library of functions. */
  default void function(Slice source) throws IOException {}

  /** Data of a module beside the keys, which is skipped. */
  default void moduleData(String module) throws IOException {}

  /**
   * A key.
   *
   * @param value null if it is a string; never an empty collection
   * @param text the string
   * @param expiry milliseconds since the epoch, or {@link
   *     io.miniredis.server.value.Record#NO_EXPIRY}
   * @param idleSeconds since its last use, or {@link #UNTOLD}
   * @param frequency of its use, 0 to 255, or {@link #UNTOLD}
   */
  void key(
      Slice key, @Nullable Value value, Slice text, long expiry, long idleSeconds, int frequency)
      throws IOException;

  /** A key whose collection is empty, which no key can be; it is skipped. */
  default void emptyKey(Slice key) throws IOException {}
}
