package io.miniredis.server.config;

import java.util.List;

/** The letters of {@link KeyspaceEvents}, in any order. */
final class KeyspaceEventsKind extends Kind<KeyspaceEvents> {
  @Override
  KeyspaceEvents parse(List<String> args, KeyspaceEvents current) {
    return KeyspaceEvents.parse(args.get(0));
  }

  @Override
  String print(KeyspaceEvents value) {
    return value.toString();
  }

  @Override
  long number(KeyspaceEvents value) {
    return value.bits();
  }

  @Override
  String describe() {
    return "letters of KEg$lshzxetdmnA";
  }
}
