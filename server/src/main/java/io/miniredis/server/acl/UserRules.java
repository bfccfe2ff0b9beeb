package io.miniredis.server.acl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes a user's {@link Rights} of rules, one by one, in the language of ACL SETUSER. */
final class UserRules {
  private static final String NO_SUCH_PASSWORD =
      "The password you are trying to remove from the user does not exist";
  private static final String NO_HASH =
      "The password hash must be exactly 64 characters and contain only lowercase hexadecimal"
          + " characters";

  private final Catalog catalog;
  private final boolean newUsersUseAllChannels;
  private boolean on;
  private boolean noPassword;
  private boolean sanitizes;
  private final List<String> passwords;
  private SelectorRules root;
  private final List<Selector> others;

  UserRules(Catalog catalog, Rights from, boolean newUsersUseAllChannels) {
    this.catalog = catalog;
    this.newUsersUseAllChannels = newUsersUseAllChannels;
    on = from.on();
    noPassword = from.noPassword();
    sanitizes = from.sanitizes();
    passwords = new ArrayList<>(from.passwords());
    root = new SelectorRules(catalog, from.root());
    others = new ArrayList<>(from.selectors().subList(1, from.selectors().size()));
  }

  Rights toRights() {
    List<Selector> selectors = new ArrayList<>();
    selectors.add(root.toSelector());
    selectors.addAll(others);
    return new Rights(on, noPassword, sanitizes, List.copyOf(passwords), List.copyOf(selectors));
  }

  /** Follows a rule. */
  void apply(String rule) throws RuleException {
    switch (rule.toLowerCase(Locale.ROOT)) {
      case "" -> {} // says nothing, and is nothing wrong
      case "on" -> on = true;
      case "off" -> on = false;
      case "nopass" -> {
        noPassword = true;
        passwords.clear();
      }
      case "resetpass" -> {
        noPassword = false;
        passwords.clear();
      }
      case "sanitize-payload" -> sanitizes = true;
      case "skip-sanitize-payload" -> sanitizes = false;
      case "clearselectors" -> others.clear();
      case "reset" -> reset();
      default -> applyOther(rule);
    }
  }

  private void applyOther(String rule) throws RuleException {
    switch (rule.isEmpty() ? ' ' : rule.charAt(0)) {
      case '>' -> addPassword(hash(rule));
      case '#' -> addPassword(checkedHash(rule));
      case '<' -> removePassword(hash(rule));
      case '!' -> removePassword(checkedHash(rule));
      case '(' -> addSelector(rule);
      default -> root.apply(rule);
    }
  }

  private void reset() {
    on = false;
    noPassword = false;
    sanitizes = true;
    passwords.clear();
    others.clear();
    root = new SelectorRules(catalog, fresh());
  }

  private Selector fresh() {
    return fresh(newUsersUseAllChannels);
  }

  /** The permissions of a user or selector that was just made. */
  static Selector fresh(boolean allChannels) {
    Selector none = Selector.NONE;
    return new Selector(
        none.commands(),
        none.firstArguments(),
        none.commandRules(),
        false,
        none.keys(),
        allChannels,
        none.channels());
  }

  private static String hash(String rule) {
    return Passwords.hash(rule.substring(1).getBytes(ISO_8859_1));
  }

  private static String checkedHash(String rule) throws RuleException {
    String hash = rule.substring(1);
    if (!Passwords.isHash(hash)) {
      throw new RuleException(NO_HASH);
    }
    return hash;
  }

  private void addPassword(String hash) {
    if (!passwords.contains(hash)) {
      passwords.add(hash);
    }
    noPassword = false;
  }

  private void removePassword(String hash) throws RuleException {
    if (!passwords.remove(hash)) {
      throw new RuleException(NO_SUCH_PASSWORD);
    }
  }

  private void addSelector(String rule) throws RuleException {
    if (!rule.endsWith(")")) {
      throw new RuleException(SelectorRules.SYNTAX_ERROR);
    }
    SelectorRules selector = new SelectorRules(catalog, fresh());
    String inside = rule.substring(1, rule.length() - 1).strip();
    for (String each : inside.isEmpty() ? new String[0] : inside.split("\\s+")) {
      selector.apply(each);
    }
    others.add(selector.toSelector());
  }
}
