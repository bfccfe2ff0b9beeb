package io.miniredis.server.engine;

/**
 * An error reply, thrown by a command's body. Without a stack trace, so that a wrong command costs
 * no more than a right one; the usual ones are made once.
 */
public final class CommandError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public static final CommandError WRONGTYPE =
      new CommandError("WRONGTYPE Operation against a key holding the wrong kind of value");
  public static final CommandError SYNTAX = new CommandError("ERR syntax error");
  public static final CommandError NOT_INTEGER =
      new CommandError("ERR value is not an integer or out of range");
  public static final CommandError NOT_32_BITS =
      new CommandError("ERR value is out of range, value must between -2147483648 and 2147483647");
  public static final CommandError NOT_FLOAT = new CommandError("ERR value is not a valid float");
  public static final CommandError OUT_OF_RANGE = new CommandError("ERR value is out of range");
  public static final CommandError MUST_BE_POSITIVE =
      new CommandError("ERR value is out of range, must be positive");
  public static final CommandError INDEX_OUT_OF_RANGE = new CommandError("ERR index out of range");
  public static final CommandError NO_SUCH_KEY = new CommandError("ERR no such key");
  public static final CommandError OVERFLOW =
      new CommandError("ERR increment or decrement would overflow");
  public static final CommandError SAME_OBJECT =
      new CommandError("ERR source and destination objects are the same");
  public static final CommandError DB_OUT_OF_RANGE =
      new CommandError("ERR DB index is out of range");
  public static final CommandError STRING_TOO_LONG =
      new CommandError("ERR string exceeds maximum allowed size (proto-max-bulk-len)");

  public static final CommandError OUT_OF_HEAP =
      new CommandError("OOM not enough memory left for this command");

  private final String line;
  private final String code;

  private CommandError(String line) {
    this(line, ErrorStats.codeOf(line));
  }

  private CommandError(String line, String code) {
    super(line, null, false, false);
    this.line = line;
    this.code = code;
  }

  /** An error with this code and text, such as {@code ERR no such key}. */
  public static CommandError of(String line) {
    return new CommandError(line);
  }

  /** As {@link #of}, of an error that was counted already, where it came from. */
  public static CommandError passedOn(String line) {
    return new CommandError(line, "");
  }

  /** Code and text, as they go behind the minus sign. */
  public String line() {
    return line;
  }

  /** The code alone, by which errors are counted: {@code ERR}; empty if it is not to be. */
  String code() {
    return code;
  }
}
