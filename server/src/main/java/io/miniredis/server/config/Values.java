package io.miniredis.server.config;

import java.util.List;

/** A value for every setting; not changed any more once it is published. */
final class Values {
  private final Object[] values;
  private final long[] numbers;

  private Values(Object[] values, long[] numbers) {
    this.values = values;
    this.numbers = numbers;
  }

  static Values defaults() {
    int room = Group.values().length * Group.ROOM;
    Values defaults = new Values(new Object[room], new long[room]);
    for (Setting<?> setting : Settings.all()) {
      defaults.reset(setting);
    }
    return defaults;
  }

  Values copy() {
    return new Values(values.clone(), numbers.clone());
  }

  @SuppressWarnings("unchecked")
  <T> T get(Setting<T> setting) {
    return (T) values[setting.index()];
  }

  long number(Setting<?> setting) {
    return numbers[setting.index()];
  }

  <T> String text(Setting<T> setting) {
    return setting.kind().print(get(setting));
  }

  <T> List<List<String>> lines(Setting<T> setting) {
    return setting.kind().lines(get(setting));
  }

  /** Whether the setting asks here for something that this build does not do. */
  <T> boolean withoutEffect(Setting<T> setting) {
    return !setting.effective() && !setting.harmless(get(setting));
  }

  boolean same(Setting<?> setting, Values other) {
    return get(setting).equals(other.get(setting));
  }

  <T> void reset(Setting<T> setting) {
    put(setting, setting.defaultValue());
  }

  <T> void put(Setting<T> setting, T value) {
    values[setting.index()] = value;
    numbers[setting.index()] = setting.kind().number(value);
  }

  /**
   * Reads the arguments and takes the value over.
   *
   * @param again whether they add to the value there is, where the kind knows how
   * @throws ConfigException if the setting does not take them
   */
  <T> void parse(Setting<T> setting, List<String> args, boolean again) {
    Kind<T> kind = setting.kind();
    T current = get(setting);
    put(setting, again ? kind.parseAgain(args, current) : kind.parse(args, current));
  }
}
