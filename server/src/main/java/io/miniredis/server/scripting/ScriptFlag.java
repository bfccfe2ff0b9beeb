package io.miniredis.server.scripting;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a script or function says of itself; the names are Redis's, in the order it tells them. */
public enum ScriptFlag {
  /** It changes nothing, so it may run where nothing may be changed. */
  NO_WRITES,
  /** It may run when memory has run out. */
  ALLOW_OOM,
  /** It may run on a replica that has lost its master. */
  ALLOW_STALE,
  /** It must not run in a cluster. */
  NO_CLUSTER,
  /** Its keys may be anywhere in a cluster. */
  ALLOW_CROSS_SLOT_KEYS;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name on the wire. */
  public String label() {
    return label;
  }

  int bit() {
    return 1 << ordinal();
  }

  /** The flag with this name, or null. */
  static @Nullable ScriptFlag named(String name) {
    for (ScriptFlag flag : values()) {
      if (flag.label.equals(name)) {
        return flag;
      }
    }
    return null;
  }
}
