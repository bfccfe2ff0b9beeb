package io.miniredis.server.config;

/** Who may do a dangerous thing: nobody, everybody, or connections from this machine. */
public enum Permission {
  NO,
  YES,
  LOCAL
}
