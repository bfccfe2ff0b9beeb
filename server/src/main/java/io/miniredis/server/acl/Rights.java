package io.miniredis.server.acl;

import io.miniredis.server.value.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * What a user may do, at one moment. Immutable.
 *
 * @param on whether one can authenticate as the user
 * @param noPassword whether any password will do
 * @param sanitizes whether payloads that the user restores are checked thoroughly
 * @param passwords hashes
 * @param selectors the user's own, then those in parentheses
 */
record Rights(
    boolean on,
    boolean noPassword,
    boolean sanitizes,
    List<String> passwords,
    List<Selector> selectors) {

  /** What a user may do who was just made: nothing. */
  static final Rights NONE = new Rights(false, false, true, List.of(), List.of(Selector.NONE));

  Selector root() {
    return selectors.getFirst();
  }

  boolean isUnlimited() {
    return root().isUnlimited();
  }

  /** The names of the flags, as ACL GETUSER tells them. */
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    flags.add(on ? "on" : "off");
    if (noPassword) {
      flags.add("nopass");
    }
    flags.add(sanitizes ? "sanitize-payload" : "skip-sanitize-payload");
    return flags;
  }

  boolean accepts(Slice password) {
    boolean matches = Passwords.anyMatches(passwords, password.toBytes());
    return on && (matches || noPassword);
  }

  /** The rules that make these rights. */
  @Override
  public String toString() {
    StringBuilder all = new StringBuilder(String.join(" ", flags())).append(' ');
    for (String hash : passwords) {
      all.append('#').append(hash).append(' ');
    }
    all.append(root());
    for (Selector selector : selectors.subList(1, selectors.size())) {
      all.append(" (").append(selector).append(')');
    }
    return all.toString();
  }
}
