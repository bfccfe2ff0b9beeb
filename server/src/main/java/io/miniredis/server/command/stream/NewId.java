package io.miniredis.server.command.stream;

import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StreamId;
import org.jspecify.annotations.Nullable;

/** The id of an entry to be added: given, given but for its number, or left to the server. */
final class NewId {
  static final NewId AUTOMATIC = new NewId(null, false);

  private static final CommandError ZERO =
      CommandError.of("ERR The ID specified in XADD must be greater than 0-0");
  private static final CommandError EXHAUSTED =
      CommandError.of(
          "ERR The stream has exhausted the last possible ID, unable to add more items");
  private static final CommandError TOO_SMALL =
      CommandError.of(
          "ERR The ID specified in XADD is equal or smaller than the target stream top item");

  private final @Nullable StreamId given;
  private final boolean open; // the number is to be chosen

  private NewId(@Nullable StreamId given, boolean open) {
    this.given = given;
    this.open = open;
  }

  /**
   * Reads {@code *}, {@code <ms>-*} or an id.
   *
   * @throws CommandError {@link Ids#INVALID}
   */
  static NewId parse(Slice text) {
    if (text.length() == 1 && text.byteAt(0) == '*') {
      return AUTOMATIC;
    }
    StreamId open = Ids.parseOpen(text);
    if (open != null) {
      return new NewId(open, true);
    }
    StreamId id = Ids.parse(text);
    if (id == null) {
      throw Ids.INVALID;
    }
    return new NewId(id, false);
  }

  void requireNotZero() {
    if (given != null && !open && given.isZero()) {
      throw ZERO;
    }
  }

  /** The id itself, which must be greater than the stream's last. */
  StreamId choose(StreamId last, long now) {
    if (last.isMax()) {
      throw EXHAUSTED;
    }
    StreamId id = given;
    if (id == null) {
      id = Long.compareUnsigned(now, last.ms()) > 0 ? new StreamId(now, 0) : last.next();
    } else if (open && id.ms() == last.ms()) {
      id = last.seq() == -1 ? null : last.next();
    }
    if (id == null || !id.isAfter(last)) {
      throw TOO_SMALL;
    }
    return id;
  }
}
