package io.miniredis.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one table of settings: those of Redis 7.4, and a few of our own. Its rows stand in one file a
 * group and are all reached from here, as in {@code Settings.PORT}.
 */
public final class Settings
    implements ServerSettings,
        NetworkSettings,
        TlsSettings,
        SecuritySettings,
        MemorySettings,
        EncodingSettings,
        ObservingSettings,
        PersistenceSettings,
        ReplicationSettings,
        ClusterSettings {
  private static final List<SettingTable> TABLES =
      List.of(
          SERVER,
          NETWORK,
          TLS,
          SECURITY,
          MEMORY,
          ENCODING,
          OBSERVING,
          PERSISTENCE,
          REPLICATION,
          CLUSTER);

  private static final List<Setting<?>> ALL = rows();
  private static final Map<String, Setting<?>> BY_NAME = byName();

  private Settings() {}

  /** Every setting, hidden ones included, in the order of the table. */
  public static List<Setting<?>> all() {
    return ALL;
  }

  /** The setting of this name or alias, in any case; null if there is none. */
  public static @Nullable Setting<?> find(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Reads a number of bytes as settings of memory do: {@code 100}, {@code 64mb}.
   *
   * @return a negative number if the text is none
   */
  public static long bytes(String text) {
    return Numbers.bytes(text);
  }

  private static List<Setting<?>> rows() {
    List<Setting<?>> rows = new ArrayList<>();
    for (SettingTable table : TABLES) {
      rows.addAll(table.rows());
    }
    return List.copyOf(rows);
  }

  private static Map<String, Setting<?>> byName() {
    Map<String, Setting<?>> map = new HashMap<>();
    for (Setting<?> setting : ALL) {
      put(map, setting.name(), setting);
      for (String alias : setting.aliases()) {
        put(map, alias, setting);
      }
    }
    return map;
  }

  private static void put(Map<String, Setting<?>> map, String name, Setting<?> setting) {
    if (map.put(name, setting) != null) {
      throw new IllegalStateException("two settings are called " + name);
    }
  }
}
