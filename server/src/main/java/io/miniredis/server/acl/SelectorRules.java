package io.miniredis.server.acl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.miniredis.server.value.Slice;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes a {@link Selector} of rules, one by one, in the language of ACL SETUSER. */
final class SelectorRules {
  static final String SYNTAX_ERROR = "Syntax error";

  private static final String UNKNOWN_COMMAND = "Unknown command or category name in ACL";
  private static final String BEHIND_ALL_KEYS =
      "Adding a pattern after the * pattern (or the 'allkeys' flag) is not valid and does not have"
          + " any effect. Try 'resetkeys' to start with an empty list of patterns";
  private static final String BEHIND_ALL_CHANNELS =
      "Adding a pattern after the * pattern (or the 'allchannels' flag) is not valid and does not"
          + " have any effect. Try 'resetchannels' to start with an empty list of channels";
  private static final String FIRST_OF_SUBCOMMAND =
      "Allowing first-arg of a subcommand is not supported";

  private final Catalog catalog;
  private BitSet commands;
  private final Map<Integer, List<String>> firstArguments;
  private final List<String> commandRules;
  private boolean allKeys;
  private final List<KeyRule> keys;
  private boolean allChannels;
  private final List<Slice> channels;

  SelectorRules(Catalog catalog, Selector from) {
    this.catalog = catalog;
    commands = (BitSet) from.commands().clone();
    firstArguments = new HashMap<>(from.firstArguments());
    commandRules = new ArrayList<>(from.commandRules());
    allKeys = from.allKeys();
    keys = new ArrayList<>(from.keys());
    allChannels = from.allChannels();
    channels = new ArrayList<>(from.channels());
  }

  Selector toSelector() {
    return new Selector(
        commands,
        Map.copyOf(firstArguments),
        List.copyOf(commandRules),
        allKeys,
        List.copyOf(keys),
        allChannels,
        List.copyOf(channels));
  }

  /** Follows a rule. */
  void apply(String rule) throws RuleException {
    switch (rule.toLowerCase(Locale.ROOT)) {
      case "allkeys", "~*" -> allKeys();
      case "resetkeys" -> {
        allKeys = false;
        keys.clear();
      }
      case "allchannels", "&*" -> {
        allChannels = true;
        channels.clear();
      }
      case "resetchannels" -> {
        allChannels = false;
        channels.clear();
      }
      case "allcommands", "+@all" -> allCommands(true);
      case "nocommands", "-@all" -> allCommands(false);
      default -> applyPattern(rule);
    }
  }

  private void applyPattern(String rule) throws RuleException {
    char first = rule.isEmpty() ? ' ' : rule.charAt(0);
    switch (first) {
      case '~' -> addKeys(rule.substring(1), true, true);
      case '%' -> addKeysForUse(rule);
      case '&' -> addChannels(rule.substring(1));
      case '+', '-' -> {
        String name = rule.substring(1).toLowerCase(Locale.ROOT);
        if (name.startsWith("@")) {
          category(name, first == '+');
        } else {
          command(name, first == '+');
        }
      }
      default -> throw new RuleException(SYNTAX_ERROR);
    }
  }

  // ---- keys and channels

  private void allKeys() {
    allKeys = true;
    keys.clear();
  }

  private void addKeysForUse(String rule) throws RuleException {
    if (allKeys) {
      throw new RuleException(BEHIND_ALL_KEYS); // whatever it says
    }
    int tilde = rule.indexOf('~');
    String uses = tilde < 0 ? "" : rule.substring(1, tilde).toUpperCase(Locale.ROOT);
    if (!uses.matches("[RW]+")) {
      throw new RuleException(SYNTAX_ERROR);
    }
    boolean read = uses.contains("R");
    boolean write = uses.contains("W");
    String pattern = rule.substring(tilde + 1);
    if (read && write && pattern.equals("*")) {
      allKeys();
    } else {
      addKeys(pattern, read, write);
    }
  }

  private void addKeys(String pattern, boolean read, boolean write) throws RuleException {
    if (allKeys) {
      throw new RuleException(BEHIND_ALL_KEYS);
    }
    KeyRule added = new KeyRule(slice(checked(pattern)), read, write);
    for (int i = 0; i < keys.size(); i++) {
      KeyRule known = keys.get(i);
      if (known.isSamePattern(added)) {
        keys.set(i, new KeyRule(known.pattern(), read || known.read(), write || known.write()));
        return;
      }
    }
    keys.add(added);
  }

  private void addChannels(String pattern) throws RuleException {
    if (allChannels) {
      throw new RuleException(BEHIND_ALL_CHANNELS);
    }
    Slice added = slice(checked(pattern));
    if (channels.stream().noneMatch(added::contentEquals)) {
      channels.add(added);
    }
  }

  /** A pattern with blanks could not be written down as a rule. */
  private static String checked(String pattern) throws RuleException {
    if (pattern.chars().anyMatch(c -> c == 0 || c == ' ' || (c >= '\t' && c <= '\r'))) {
      throw new RuleException(SYNTAX_ERROR);
    }
    return pattern;
  }

  private static Slice slice(String pattern) {
    return Slice.of(pattern.getBytes(ISO_8859_1));
  }

  // ---- commands

  private void allCommands(boolean allow) {
    commands = new BitSet();
    if (allow) {
      commands.set(0, catalog.count());
    }
    firstArguments.clear();
    commandRules.clear();
    commandRules.add(allow ? "+@all" : "-@all");
  }

  private void category(String name, boolean allow) throws RuleException {
    BitSet ids = catalog.category(name.substring(1));
    if (ids == null) {
      throw new RuleException(UNKNOWN_COMMAND);
    }
    ids.stream().forEach(id -> set(id, allow));
    note(name, allow);
  }

  private void command(String name, boolean allow) throws RuleException {
    int id = catalog.find(name);
    if (id >= 0) {
      set(id, allow);
      catalog.subcommands(id).stream().forEach(sub -> set(sub, allow));
    } else {
      firstArgument(name, allow);
    }
    note(name, allow);
  }

  /** {@code +select|0}: a command with one word behind it, which is no subcommand. */
  private void firstArgument(String name, boolean allow) throws RuleException {
    int bar = name.indexOf('|');
    int last = name.lastIndexOf('|');
    int id = bar < 0 ? -1 : catalog.find(name.substring(0, bar));
    if (id < 0) {
      throw new RuleException(UNKNOWN_COMMAND);
    }
    if (!allow || !catalog.subcommands(id).isEmpty() && bar == last) {
      throw new RuleException(UNKNOWN_COMMAND);
    }
    if (!catalog.subcommands(id).isEmpty()) {
      throw new RuleException(FIRST_OF_SUBCOMMAND);
    }
    String word = name.substring(bar + 1);
    if (word.isEmpty()) {
      throw new RuleException(SYNTAX_ERROR);
    }
    if (!commands.get(id)) {
      List<String> words = new ArrayList<>(firstArguments.getOrDefault(id, List.of()));
      if (!words.contains(word)) {
        words.add(word);
      }
      firstArguments.put(id, List.copyOf(words));
    }
  }

  private void set(int id, boolean allow) {
    commands.set(id, allow);
    firstArguments.remove(id);
  }

  /** Notes a rule, instead of those that it makes pointless. */
  private void note(String name, boolean allow) {
    commandRules.removeIf(rule -> rule.substring(1).equals(name) || rule.startsWith(name + "|", 1));
    commandRules.add((allow ? "+" : "-") + name);
  }
}
