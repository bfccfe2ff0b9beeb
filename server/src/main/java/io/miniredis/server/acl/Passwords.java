package io.miniredis.server.acl;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Passwords are kept as what SHA-256 makes of them, in hexadecimal. */
final class Passwords {
  private static final int HEX_DIGITS = 64;

  private Passwords() {}

  static String hash(byte[] password) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(password));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static boolean isHash(String text) {
    return text.length() == HEX_DIGITS
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /** Whether the password is one of these; how long that takes tells nothing about them. */
  static boolean anyMatches(List<String> hashes, byte[] password) {
    byte[] given = HexFormat.of().parseHex(hash(password));
    boolean matches = false;
    for (String hash : hashes) {
      matches |= MessageDigest.isEqual(HexFormat.of().parseHex(hash), given);
    }
    return matches;
  }
}
