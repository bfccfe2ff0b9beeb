package io.miniredis.server.config;

import java.util.List;
import java.util.Set;

/**
 * One row of the table of settings: what a setting is called, what it takes, and what it does. Its
 * value in a server is in that server's {@link Config}.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {
  enum Trait {
    /** Given at the start only. */
    IMMUTABLE,
    /** Left out of patterns: shown only to who asks for it by its name. */
    HIDDEN,
    /** Its value never reaches a log, MONITOR or SLOWLOG. */
    SECRET,
    /** Not to be changed while a dataset is being loaded. */
    DENY_LOADING,
    /** Changed at run time only where {@code enable-protected-configs} allows it. */
    PROTECTED,
    /** Does in this build what it says. */
    EFFECTIVE
  }

  private final int index;
  private final Group group;
  private final String name;
  private final List<String> aliases;
  private final Kind<T> kind;
  private final T defaultValue;
  private final Set<Trait> traits;
  private final Set<T> harmless;
  private final String doc;

  Setting(
      int index,
      Group group,
      String name,
      List<String> aliases,
      Kind<T> kind,
      T defaultValue,
      Set<Trait> traits,
      Set<T> harmless,
      String doc) {
    this.index = index;
    this.group = group;
    this.name = name;
    this.aliases = List.copyOf(aliases);
    this.kind = kind;
    this.defaultValue = defaultValue;
    this.traits = Set.copyOf(traits);
    this.harmless = Set.copyOf(harmless);
    this.doc = doc;
  }

  /** Its name in redis.conf and {@code CONFIG}, lower case. */
  public String name() {
    return name;
  }

  /** Older names that mean the same; {@code CONFIG GET} answers to each of them. */
  public List<String> aliases() {
    return aliases;
  }

  /** Its value where nobody says otherwise. */
  public T defaultValue() {
    return defaultValue;
  }

  /** The default for human readers: bytes with their unit, {@code dir} relative. */
  public String defaultText() {
    return kind.printDefault(defaultValue);
  }

  /** What it does, in one line. */
  public String doc() {
    return doc;
  }

  /** What values it takes, in a few words: {@code yes or no}, {@code 0 to 65535}. */
  public String takes() {
    return kind.describe();
  }

  /** Whether {@code CONFIG SET} can change it. */
  public boolean mutable() {
    return !traits.contains(Trait.IMMUTABLE);
  }

  /** Whether it does in this build what it says; if not, it is accepted and has no effect. */
  public boolean effective() {
    return traits.contains(Trait.EFFECTIVE);
  }

  /** Whether its value must never be logged. */
  public boolean secret() {
    return traits.contains(Trait.SECRET);
  }

  /** Whether patterns pass it by, so that only its full name finds it. */
  public boolean hidden() {
    return traits.contains(Trait.HIDDEN);
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Whether nobody misses anything when this value is accepted without effect. */
  boolean harmless(T value) {
    return value.equals(defaultValue) || harmless.contains(value);
  }

  /** Its place in a {@link Config}'s arrays. */
  int index() {
    return index;
  }

  Group group() {
    return group;
  }

  Kind<T> kind() {
    return kind;
  }

  @Override
  public String toString() {
    return name;
  }
}
