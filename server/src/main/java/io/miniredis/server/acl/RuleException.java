package io.miniredis.server.acl;

/**
 * A rule that cannot be followed. The message says which one and why, as Redis tells the client
 * that sent it; a rule may be a password, so it is not for logs.
 */
public final class RuleException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  RuleException(String reason) {
    this(reason, reason);
  }

  private RuleException(String message, String reason) {
    super(message);
    this.reason = reason;
  }

  /** The same, naming the rule. */
  RuleException of(String rule) {
    String message = "Error in ACL SETUSER modifier '" + rule + "': " + reason;
    boolean aboutCommands = rule.startsWith("+") || rule.startsWith("-");
    return new RuleException(
        message, aboutCommands ? "Error in applying operation '" + rule + "': " + reason : reason);
  }

  /** A group of rules that has no end. */
  static RuleException unmatched(String rule) {
    return new RuleException(
        "Unmatched parenthesis in acl selector starting at '" + rule + "'.",
        "Unmatched parenthesis in selector definition");
  }

  /** Why, fit for files and logs: the rule is named only if it is one about commands. */
  public String reason() {
    return reason;
  }
}
