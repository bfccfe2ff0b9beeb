package io.miniredis.server.value;

/**
 * One end of a range of members in byte order.
 *
 * @param kind before all members, after all members, or at {@code member}
 * @param member the member; without meaning at either end
 * @param exclusive whether {@code member} itself is outside the range
 */
public record LexBound(Kind kind, Slice member, boolean exclusive) {
  /** Where the bound lies. */
  public enum Kind {
    FIRST,
    MEMBER,
    LAST
  }

  /** Before all members: {@code -}. */
  public static final LexBound FIRST = new LexBound(Kind.FIRST, new Slice(), false);

  /** After all members: {@code +}. */
  public static final LexBound LAST = new LexBound(Kind.LAST, new Slice(), false);
}
