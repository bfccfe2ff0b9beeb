package io.miniredis.server.command.stream;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Effects;
import io.miniredis.server.value.ReferencePolicy;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;
import org.jspecify.annotations.Nullable;

/**
 * {@code <MAXLEN | MINID> [= | ~] threshold [LIMIT count]} and {@code KEEPREF | DELREF | ACKED}, of
 * XADD and XTRIM. Without LIMIT, approximate trimming ends after a hundred blocks' entries.
 */
final class TrimOptions {
  private static final CommandError TWO_STRATEGIES =
      CommandError.of(
          "ERR syntax error, MAXLEN and MINID options at the same time are not compatible");
  private static final CommandError NEGATIVE_MAXLEN =
      CommandError.of("ERR The MAXLEN argument must be >= 0.");
  private static final CommandError NEGATIVE_LIMIT =
      CommandError.of("ERR The LIMIT argument must be >= 0.");
  private static final CommandError LIMIT_ALONE =
      CommandError.of(
          "ERR syntax error, LIMIT cannot be used without specifying a trimming strategy");
  private static final CommandError NO_STRATEGY =
      CommandError.of("ERR syntax error, XTRIM must be called with a trimming strategy");
  private static final CommandError LIMIT_OF_EXACT =
      CommandError.of("ERR syntax error, LIMIT cannot be used without the special ~ option");
  private static final long NONE = -1;
  private static final long BLOCKS = 100;
  private static final long DEFAULT_LIMIT = 10_000;
  private static final long GREATEST_DEFAULT_LIMIT = 1_000_000;

  private long maxLength = NONE;
  private @Nullable StreamId minId;
  private boolean approximate;
  private long limit = NONE;
  private @Nullable ReferencePolicy policy;

  /** Whether there is anything to trim by. */
  boolean isGiven() {
    return maxLength != NONE || minId != null;
  }

  /**
   * Reads one option, if there is one at this argument.
   *
   * @return the argument behind it; {@code at} itself if it is none of these options
   */
  int option(Call call, int at) {
    ReferencePolicy word = References.policy(call, at);
    if (word != null) {
      policy = References.only(policy, word);
      return at + 1;
    }
    int more = call.argc() - 1 - at;
    if (more == 0) {
      return at;
    }
    if (call.argIs(at, "LIMIT")) {
      limit = call.longArg(at + 1);
      if (limit < 0) {
        throw NEGATIVE_LIMIT;
      }
      return at + 2;
    }
    boolean byLength = call.argIs(at, "MAXLEN");
    if (!byLength && !call.argIs(at, "MINID")) {
      return at;
    }
    if (isGiven()) {
      throw TWO_STRATEGIES;
    }
    int threshold = at + 1;
    if (more >= 2 && (isSign(call, threshold, '~') || isSign(call, threshold, '='))) {
      approximate = isSign(call, threshold, '~');
      threshold++;
    }
    if (byLength) {
      maxLength = call.longArg(threshold);
      if (maxLength < 0) {
        throw NEGATIVE_MAXLEN;
      }
    } else {
      minId = Ids.exact(call, threshold);
    }
    return threshold + 1;
  }

  private static boolean isSign(Call call, int arg, char sign) {
    Slice word = call.arg(arg);
    return word.length() == 1 && word.byteAt(0) == sign;
  }

  /** Checks the options with each other, when all are read. */
  void check(Call call, boolean required) {
    if (limit > 0 && !isGiven()) {
      throw LIMIT_ALONE;
    }
    if (required && !isGiven()) {
      throw NO_STRATEGY;
    }
    if (limit != NONE && !approximate) {
      throw LIMIT_OF_EXACT;
    }
    if (limit == NONE) {
      limit = approximate ? defaultLimit(call.engine().limits().streamNodeMaxEntries) : 0;
    }
  }

  private static long defaultLimit(long blockEntries) {
    if (blockEntries <= 0) {
      return DEFAULT_LIMIT;
    }
    return Math.min(GREATEST_DEFAULT_LIMIT / BLOCKS, blockEntries) * BLOCKS;
  }

  /** Tells to what length the stream was trimmed: what is nearly right depends on how it lies. */
  void tell(Call call, StreamValue stream) {
    if (!call.isFollowed()) {
      return;
    }
    Effects effect = call.effect("XTRIM").add(call.arg(1));
    if (policy == ReferencePolicy.ACKED) { // which leaves entries in between
      effect.add(minId != null ? "MINID" : "MAXLEN").add(approximate ? "~" : "=");
      effect.add(minId != null ? minId.toString() : Long.toString(maxLength));
      if (approximate) {
        effect.add("LIMIT").add(limit);
      }
    } else {
      effect.add("MAXLEN").add("=").add(stream.size());
    }
    if (policy != null) {
      effect.add(policy.name());
    }
    effect.end();
  }

  /** Trims; returns how many entries were removed. */
  long trim(StreamValue stream) {
    ReferencePolicy references = policy == null ? ReferencePolicy.KEEPREF : policy;
    if (minId != null) {
      return stream.trimToId(minId, approximate, limit, references);
    }
    return maxLength == NONE ? 0 : stream.trimToSize(maxLength, approximate, limit, references);
  }
}
