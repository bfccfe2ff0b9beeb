package io.miniredis.server.engine;

import io.miniredis.server.value.StringValue;
import io.miniredis.server.value.ValueType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command asked for that cannot be done now: for which keys to wait, and how long. */
final class Wait {
  /** The kind of what no value ever serves. */
  static final int NOTHING = -1;

  boolean asked;
  int firstKey;
  int keys;
  ValueType<?> type = StringValue.TYPE;
  int kind;
  boolean minds;
  byte @Nullable [] part; // of the key, that is waited for
  boolean inLine; // nobody passes those in front
  boolean toldOfLoss;
  long timeoutMillis;
  long againMillis; // 0: time alone changes nothing
  OnTimeout onTimeout = OnTimeout.NIL_ARRAY;

  /** Arguments that are others when the command runs again, by their indexes. */
  final Map<Integer, byte[]> replaced = new HashMap<>();

  void clear() {
    if (asked || !replaced.isEmpty()) {
      asked = false;
      replaced.clear();
    }
  }
}
