package io.miniredis.server.acl;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.RawText;
import io.miniredis.server.config.Settings;
import io.miniredis.server.value.Slice;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Who may use the server. There is one user, called default, who may do everything; the setting
 * {@code requirepass} is that user's password. Safe for use by all event loops.
 */
public final class Users {
  /** The user that clients are until they say otherwise. */
  public static final String DEFAULT = "default";

  private final Config config;

  public Users(Config config) {
    this.config = config;
  }

  /** Whether clients must say a password before anything else. */
  public boolean needPassword() {
    return !config.get(Settings.REQUIREPASS).isEmpty();
  }

  /** Whether there is a user of this name. */
  public boolean exists(Slice name) {
    return name.toString().equals(DEFAULT);
  }

  /**
   * Whether this is the user's password. A user without a password is content with any. The time it
   * takes tells nothing about the password.
   */
  public boolean authenticate(Slice name, Slice password) {
    byte[] wanted = digest(RawText.encode(config.get(Settings.REQUIREPASS)));
    boolean equal = MessageDigest.isEqual(wanted, digest(password.toBytes()));
    return exists(name) && (equal || !needPassword());
  }

  private static byte[] digest(byte[] password) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(password);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
