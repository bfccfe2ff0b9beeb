package io.miniredis.server.command.server;

import io.miniredis.server.config.ConfigException;
import io.miniredis.server.config.RawText;
import io.miniredis.server.engine.CommandError;
import java.nio.charset.StandardCharsets;

/** Turns the refusals of settings into error replies, whatever bytes they quote. */
final class ConfigErrors {
  private ConfigErrors() {}

  static CommandError of(ConfigException refusal) {
    byte[] bytes = RawText.encode(String.valueOf(refusal.getMessage()));
    return CommandError.of(new String(bytes, StandardCharsets.ISO_8859_1));
  }
}
