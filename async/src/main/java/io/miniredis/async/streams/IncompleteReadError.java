package io.miniredis.async.streams;

import java.io.EOFException;
import org.jspecify.annotations.Nullable;

/** The stream ended before all that was asked for had come. */
public class IncompleteReadError extends EOFException {
  private static final long serialVersionUID = 1;

  private final byte[] partial;
  private final @Nullable Integer expected;

  /**
   * For what came, and how many bytes were wanted; null where that is not known, because a
   * separator was looked for.
   */
  public IncompleteReadError(byte[] partial, @Nullable Integer expected) {
    super(
        "the stream ended after "
            + partial.length
            + " of "
            + (expected == null ? "undefined" : expected)
            + " expected bytes; partial() has them");
    this.partial = partial;
    this.expected = expected;
  }

  /** The bytes that came before the end. They are no longer in the stream. */
  public byte[] partial() {
    return partial;
  }

  /** How many bytes were wanted; null if a separator was looked for. */
  public @Nullable Integer expected() {
    return expected;
  }
}
