package io.miniredis.server.command.hyperloglog;

import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.HyperLogLog;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;
import org.jspecify.annotations.Nullable;

/** How the commands come to the HyperLogLogs under their keys, and what they call wrong ones. */
final class Sketch {
  static final Event EVENT = Event.string("pfadd");

  private static final CommandError CORRUPT =
      CommandError.of("INVALIDOBJ Corrupted HLL object detected");
  private static final CommandError NO_SKETCH =
      CommandError.of("WRONGTYPE Key is not a valid HyperLogLog string value.");

  private Sketch() {}

  /**
   * The HyperLogLog of a key to read, or null if the key does not exist.
   *
   * @throws CommandError if the key holds anything else
   */
  static @Nullable Slice find(Call call, int key) {
    Slice found = call.findString(key);
    if (found != null && !HyperLogLog.isOne(found)) {
      throw NO_SKETCH;
    }
    return found;
  }

  /** The HyperLogLog of a key that {@link #find} found, to change. */
  static StringValue writable(Call call, int key) {
    return call.findOrCreateGrowing(key, 0);
  }

  /** The HyperLogLog of a key, to change; made if it does not exist. */
  static StringValue findOrCreate(Call call, int key) {
    if (call.has(key) && find(call, key) != null) {
      return writable(call, key);
    }
    StringValue made = HyperLogLog.create();
    call.put(key, made);
    return made;
  }

  /** Refuses what turned out to be corrupt. */
  static void check(boolean sound) {
    if (!sound) {
      throw CORRUPT;
    }
  }

  /** The length in bytes beyond which sparse ones turn dense. */
  static long maxSparse(Call call) {
    return call.engine().config().number(Settings.HLL_SPARSE_MAX_BYTES);
  }
}
