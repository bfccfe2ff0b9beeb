package io.miniredis.server.acl;

import java.util.Locale;

/**
 * What a user may not do.
 *
 * @param reason which kind of permission is missing
 * @param index the argument that is the key or channel; 0 for the command
 */
public record Denial(Reason reason, int index) {
  /** Which permission is missing. */
  public enum Reason {
    COMMAND,
    KEY,
    CHANNEL;

    /** The name in ACL LOG. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Says what is denied to whom, at length.
   *
   * @param command its full name
   * @param object the key or channel
   */
  public String tell(User user, String command, String object) {
    String who = "User " + user.name() + " has no permissions to ";
    return switch (reason) {
      case COMMAND -> who + "run the '" + command + "' command";
      case KEY -> who + "access the '" + object + "' key";
      case CHANNEL -> who + "access the '" + object + "' channel";
    };
  }

  /** Says what is denied to whom, without telling keys and channels. */
  public String tell(User user, String command) {
    return switch (reason) {
      case COMMAND -> tell(user, command, "");
      case KEY -> "No permissions to access a key";
      case CHANNEL -> "No permissions to access a channel";
    };
  }

  /** Whether more was allowed before this was denied. */
  boolean isFurtherThan(Denial other) {
    int order = reason.compareTo(other.reason);
    return order > 0 || (order == 0 && index > other.index);
  }
}
