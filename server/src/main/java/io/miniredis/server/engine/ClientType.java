package io.miniredis.server.engine;

import io.miniredis.server.value.Slice;

/** Types of clients, as CLIENT LIST and CLIENT KILL tell them apart. */
public enum ClientType {
  NORMAL,
  MASTER,
  REPLICA,
  PUBSUB;

  /**
   * The type of this name, in any case; {@code slave} is an old name of replicas.
   *
   * @throws CommandError if there is no such type
   */
  public static ClientType parse(Slice name) {
    for (ClientType type : values()) {
      if (name.is(type.name())) {
        return type;
      }
    }
    if (name.is("SLAVE")) {
      return REPLICA;
    }
    throw CommandError.of("ERR Unknown client type '" + name + "'");
  }
}
