package io.miniredis.server.acl;

import io.miniredis.server.value.GlobPattern;
import io.miniredis.server.value.Slice;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * One set of permissions: commands, and the keys and channels that they may be used on. A user has
 * one or more; a command must be allowed by one of them alone. Immutable.
 *
 * @param commands the ids of the commands that may be used
 * @param firstArguments the words that may follow a command, by the ids of commands that may only
 *     be used with these
 * @param commandRules how the commands were told, in order
 * @param allKeys whether {@code keys} does not matter
 * @param allChannels whether {@code channels} does not matter
 * @param channels globs
 */
record Selector(
    BitSet commands,
    Map<Integer, List<String>> firstArguments,
    List<String> commandRules,
    boolean allKeys,
    List<KeyRule> keys,
    boolean allChannels,
    List<Slice> channels) {

  static final Selector NONE =
      new Selector(new BitSet(), Map.of(), List.of("-@all"), false, List.of(), false, List.of());

  /** Whether it allows everything, commands that are not known yet too. */
  boolean isUnlimited() {
    return allKeys
        && allChannels
        && commandRules.size() == 1
        && commandRules.getFirst().equals("+@all");
  }

  /**
   * Whether a command may be used.
   *
   * @param first the argument behind its name, empty if there is none
   */
  boolean allows(int command, Slice first) {
    if (commands.get(command)) {
      return true;
    }
    List<String> words = firstArguments.get(command);
    return words != null
        && words.stream().anyMatch(word -> word.equalsIgnoreCase(first.toString()));
  }

  boolean allowsKey(Slice key, boolean reads, boolean writes) {
    if (allKeys) {
      return true;
    }
    for (KeyRule rule : keys) {
      if (rule.allows(key, reads, writes)) {
        return true;
      }
    }
    return false;
  }

  /** Whether every key may be read. */
  boolean allowsReadingAnyKey() {
    return allKeys
        || keys.stream().anyMatch(rule -> rule.read() && rule.pattern().toString().equals("*"));
  }

  /**
   * Whether a channel may be used.
   *
   * @param pattern whether it stands for all channels that match it; such a one must be allowed
   *     literally
   */
  boolean allowsChannel(Slice channel, boolean pattern) {
    if (allChannels) {
      return true;
    }
    for (Slice allowed : channels) {
      if (pattern ? allowed.contentEquals(channel) : GlobPattern.matches(allowed, channel)) {
        return true;
      }
    }
    return false;
  }

  String keyRules() {
    return allKeys ? "~*" : String.join(" ", keys.stream().map(KeyRule::toString).toList());
  }

  /** The channels, without telling that there are no others. */
  String channelRules() {
    return allChannels ? "&*" : String.join(" ", channels.stream().map(c -> "&" + c).toList());
  }

  /** The rules that make this selector. */
  @Override
  public String toString() {
    StringBuilder all = new StringBuilder();
    String keyRules = keyRules();
    if (!keyRules.isEmpty()) {
      all.append(keyRules).append(' ');
    }
    all.append(allChannels ? "&* " : "resetchannels ");
    if (!allChannels && !channels.isEmpty()) {
      all.append(channelRules()).append(' ');
    }
    return all.append(String.join(" ", commandRules)).toString();
  }
}
