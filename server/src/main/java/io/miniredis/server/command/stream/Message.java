package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StreamContent;
import io.miniredis.server.value.StreamEntry;
import org.jspecify.annotations.Nullable;

/**
 * {@code IDMP producer-id idempotent-id} or {@code IDMPAUTO producer-id} of XADD: who sends an
 * entry, and as which of his messages. With IDMPAUTO the entry's content tells that.
 */
final class Message {
  static final CommandError GIVEN_ID =
      CommandError.of("ERR IDMP/IDMPAUTO can be used only with auto-generated IDs");
  private static final CommandError TWICE =
      CommandError.of("ERR IDMP/IDMPAUTO specified multiple times");
  private static final CommandError NO_PRODUCER =
      CommandError.of("ERR IDMP requires a non-empty producer ID");
  private static final CommandError NO_PRODUCER_AUTO =
      CommandError.of("ERR IDMPAUTO requires a non-empty producer ID");
  private static final CommandError NO_ID =
      CommandError.of("ERR IDMP requires a non-empty idempotent ID");

  private final Call call;
  private final int producer;
  private @Nullable Slice content;

  /** The argument behind the option. */
  final int end;

  /** Reads the option at an argument; {@code before} is one that was there already. */
  Message(Call call, int at, @Nullable Message before) {
    if (before != null) {
      throw TWICE;
    }
    this.call = call;
    producer = at + 1;
    boolean automatic = call.argIs(at, "IDMPAUTO");
    end = at + (automatic ? 2 : 3);
    if (call.arg(producer).isEmpty()) {
      throw automatic ? NO_PRODUCER_AUTO : NO_PRODUCER;
    }
    if (automatic) {
      content = new Slice();
    } else if (call.arg(at + 2).isEmpty()) {
      throw NO_ID;
    }
  }

  /** Whether this argument is the option, with what belongs to it. */
  static boolean isOption(Call call, int at) {
    int more = call.argc() - 1 - at;
    return (more >= 2 && call.argIs(at, "IDMP")) || (more >= 1 && call.argIs(at, "IDMPAUTO"));
  }

  /** Tells what the message consists of, which may name it. */
  void fill(StreamEntry entry) {
    if (content != null) {
      content = Slice.of(StreamContent.digest(entry));
    }
  }

  Slice producer() {
    return call.arg(producer);
  }

  /** What names the message among its producer's. */
  Slice id() {
    return content == null ? call.arg(end - 1) : content;
  }
}
