package io.miniredis.server.acl;

import io.miniredis.server.value.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user, whose rights may change at any time. Safe for use by all event loops. */
public final class User {
  private final String name;
  private volatile Standing standing;

  /** Rights, with what every command asks of them worked out once. */
  private record Standing(Rights rights, boolean unlimited) {}

  User(String name, Rights rights) {
    this.name = name;
    standing = new Standing(rights, rights.isUnlimited());
  }

  /** Bytes as Latin-1 text. */
  public String name() {
    return name;
  }

  Rights rights() {
    return standing.rights;
  }

  void rights(Rights rights) {
    standing = new Standing(rights, rights.isUnlimited());
  }

  /** Whether the user may do everything, so that nothing need be checked. */
  public boolean isUnlimited() {
    return standing.unlimited;
  }

  /** Whether no password is asked of the user. */
  public boolean needsNoPassword() {
    Rights r = rights();
    return r.on() && r.noPassword();
  }

  /** Whether every key may be read by a command: what SORT BY and GET ask for. */
  public boolean mayReadAnyKeyWith(int command) {
    for (Selector selector : rights().selectors()) {
      if (selector.allows(command, new Slice()) && selector.allowsReadingAnyKey()) {
        return true;
      }
    }
    return false;
  }

  /** Whether a channel, or all that match a pattern, may be used. */
  public boolean mayUseChannel(Slice channel, boolean pattern) {
    for (Selector selector : rights().selectors()) {
      if (selector.allowsChannel(channel, pattern)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the user may make a request, by one of the selectors alone.
   *
   * @return null if so; else what is denied, told as the selector has it that comes furthest
   */
  public @Nullable Denial check(Request request) {
    Denial denial = null;
    for (Selector selector : rights().selectors()) {
      Denial here = request.check(selector);
      if (here == null) {
        return null;
      }
      if (denial == null || here.isFurtherThan(denial)) {
        denial = here;
      }
    }
    return denial;
  }

  /** What the user may do, for ACL GETUSER. */
  public Description describe() {
    Rights r = rights();
    return new Description(
        r.flags(), r.passwords(), r.selectors().stream().map(User::describe).toList());
  }

  private static SelectorDescription describe(Selector selector) {
    return new SelectorDescription(
        String.join(" ", selector.commandRules()), selector.keyRules(), selector.channelRules());
  }

  /** The line that makes this user, as in a file of users. */
  public String toLine() {
    return "user " + name + " " + rights();
  }

  /**
   * What a user may do.
   *
   * @param passwords hashes
   * @param selectors the user's own, then the others
   */
  public record Description(
      List<String> flags, List<String> passwords, List<SelectorDescription> selectors) {}

  /** The rules of one selector. */
  public record SelectorDescription(String commands, String keys, String channels) {}
}
