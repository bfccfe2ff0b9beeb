package io.miniredis.server.acl;

import io.miniredis.server.value.GlobPattern;
import io.miniredis.server.value.Slice;

/**
 * Which keys may be used, and how.
 *
 * @param pattern a glob
 * @param read whether their values may be read
 * @param write whether they may be written
 */
record KeyRule(Slice pattern, boolean read, boolean write) {
  boolean allows(Slice key, boolean reads, boolean writes) {
    return (read || !reads) && (write || !writes) && GlobPattern.matches(pattern, key);
  }

  boolean isSamePattern(KeyRule other) {
    return pattern.contentEquals(other.pattern);
  }

  /** As the rule is written. */
  @Override
  public String toString() {
    return (read && write ? "~" : read ? "%R~" : "%W~") + pattern;
  }
}
