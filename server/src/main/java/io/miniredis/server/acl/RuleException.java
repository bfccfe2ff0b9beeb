package io.miniredis.server.acl;

/** A rule that cannot be followed; the message says why, as Redis does. */
public final class RuleException extends Exception {
  private static final long serialVersionUID = 1L;

  RuleException(String reason) {
    super(reason);
  }
}
