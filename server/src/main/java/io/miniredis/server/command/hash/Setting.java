package io.miniredis.server.command.hash;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.HashValue;

/** What HSET and HMSET share. */
final class Setting {
  static final Event EVENT = Event.hash("hset");

  private Setting() {}

  /**
   * Sets the fields and values that the arguments from 2 on are, in turn.
   *
   * <p>Checked in this order: number of arguments, type.
   *
   * @return how many of the fields are new
   */
  static int set(Call call) {
    int argc = call.argc();
    if ((argc & 1) == 1) {
      throw CommandError.of(
          "ERR wrong number of arguments for '" + call.spec().fullName() + "' command");
    }
    HashValue hash = call.findOrCreate(1, HashValue.TYPE);
    hash.announce(argc / 2 - 1);
    int created = 0;
    for (int i = 2; i < argc; i += 2) {
      if (hash.set(call.arg(i), call.arg(i + 1), call.now())) {
        created++;
      }
    }
    call.changed(1, EVENT);
    return created;
  }
}
