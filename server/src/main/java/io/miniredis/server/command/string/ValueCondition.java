package io.miniredis.server.command.string;

import io.miniredis.server.engine.Arguments;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.Xxh3;
import org.jspecify.annotations.Nullable;

/** Conditions on the string that a key holds: SET and DELEX compare it, or its digest. */
enum ValueCondition {
  IFEQ(true, false),
  IFNE(false, false),
  IFDEQ(true, true),
  IFDNE(false, true);

  private static final ValueCondition[] VALUES = values();
  private static final int DIGEST_LENGTH = 16;
  private static final CommandError NO_DIGEST =
      CommandError.of("ERR must be exactly 16 hexadecimal characters");

  private final boolean equal;
  private final boolean digest;

  ValueCondition(boolean equal, boolean digest) {
    this.equal = equal;
    this.digest = digest;
  }

  /** The condition that an argument names, or null. */
  static @Nullable ValueCondition at(Arguments args, int arg) {
    Slice word = args.arg(arg);
    for (ValueCondition condition : VALUES) {
      if (word.is(condition.name())) {
        return condition;
      }
    }
    return null;
  }

  /** Whether it can only hold if there is a value. */
  boolean needsValue() {
    return equal;
  }

  /**
   * Whether it holds.
   *
   * @param operand what to compare with: a value or the digits of a digest, in any case
   * @throws CommandError if a digest has not the length of one
   */
  boolean holds(Slice value, Slice operand) {
    if (!digest) {
      return value.contentEquals(operand) == equal;
    }
    if (operand.length() != DIGEST_LENGTH) {
      throw NO_DIGEST;
    }
    return Xxh3.text(Xxh3.hash(value)).equalsIgnoreCase(operand.toString()) == equal;
  }
}
