package io.miniredis.server.config;

import io.miniredis.server.config.Config.Pair;
import io.miniredis.server.config.Config.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One {@code CONFIG SET}. Checked in this order, before anything changes: for each pair that the
 * setting exists, that it may be changed (now, by this client), that it was not named before; then
 * each value; then the listeners.
 */
final class ConfigSet {
  private final Config config;
  private final boolean local;
  private final boolean loading;

  ConfigSet(Config config, boolean local, boolean loading) {
    this.config = config;
    this.local = local;
    this.loading = loading;
  }

  List<String> apply(List<Pair> pairs) {
    List<Setting<?>> settings = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      settings.add(allowed(pairs.get(i).name()));
      refuseDuplicate(pairs, i);
    }
    Values next = config.values().copy();
    for (int i = 0; i < pairs.size(); i++) {
      parse(next, settings.get(i), pairs.get(i));
    }
    Refusal refusal = config.publish(next, settings.stream().distinct().toList());
    if (refusal != null) {
      String name = pairs.get(settings.indexOf(refusal.setting())).name();
      throw failed(name.toLowerCase(Locale.ROOT), refusal.reason().getMessage());
    }
    return settings.stream()
        .filter(next::withoutEffect)
        .map(setting -> setting.name() + " is accepted but has no effect")
        .toList();
  }

  private Setting<?> allowed(String name) {
    Setting<?> setting = Settings.find(name);
    if (setting == null) {
      throw new ConfigException(
          "ERR Unknown option or number of arguments for CONFIG SET - '" + name + "'");
    }
    if (!setting.mutable()) {
      throw failed(name, "can't set immutable config");
    }
    if (setting.has(Setting.Trait.PROTECTED) && !protectedAllowed()) {
      throw failed(name, "can't set protected config");
    }
    if (loading && setting.has(Setting.Trait.DENY_LOADING)) {
      throw new ConfigException("LOADING Redis is loading the dataset in memory");
    }
    return setting;
  }

  private boolean protectedAllowed() {
    return switch (config.get(Settings.ENABLE_PROTECTED_CONFIGS)) {
      case NO -> false;
      case YES -> true;
      case LOCAL -> local;
    };
  }

  private static void refuseDuplicate(List<Pair> pairs, int index) {
    String name = pairs.get(index).name();
    for (Pair before : pairs.subList(0, index)) {
      if (before.name().equalsIgnoreCase(name)) {
        throw failed(name, "duplicate parameter");
      }
    }
  }

  private static <T> void parse(Values next, Setting<T> setting, Pair pair) {
    try {
      next.parse(setting, setting.kind().arguments(pair.value()), false);
    } catch (ConfigException e) {
      throw failed(pair.name().toLowerCase(Locale.ROOT), e.getMessage());
    }
  }

  private static ConfigException failed(String name, @Nullable String reason) {
    return new ConfigException(
        "ERR CONFIG SET failed (possibly related to argument '%s') - %s"
            .formatted(name, Objects.requireNonNull(reason)));
  }
}
