package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.overwrite;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Copies what a key holds, with its expiry, to another key, in another database if asked. Replies 1
 * if it was copied; 0 if there is nothing to copy, or if the destination exists and REPLACE is not
 * given.
 *
 * <p>Checked in this order: the options one by one with their database's number, that source and
 * destination differ, that the source exists, that the destination does not.
 */
final class Copy implements Command {
  static final Spec SPEC =
      Spec.command("COPY", Group.GENERIC)
          .summary("Copies what a key holds to another key.")
          .usage("source destination [DB destination-db] [REPLACE]")
          .arity(-3)
          .flags(Flag.DENYOOM, Flag.WRITE)
          .keys(readOnly(1, ACCESS), overwrite(2, UPDATE))
          .since("6.2.0")
          .complexity("O(N) for N elements of a collection, O(1) for strings")
          .build();

  private static final Event COPIED = Event.generic("copy_to");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int here = call.database();
    int there = here;
    boolean replace = false;
    for (int i = 3; i < call.argc(); i++) {
      if (call.argIs(i, "REPLACE")) {
        replace = true;
      } else if (call.argIs(i, "DB") && i + 1 < call.argc()) {
        there = call.databaseArg(++i);
      } else {
        throw CommandError.SYNTAX;
      }
    }
    if (here == there && call.arg(1).contentEquals(call.arg(2))) {
      throw CommandError.SAME_OBJECT;
    }
    call.reply().integer(copy(call, there, replace) ? 1 : 0);
  }

  private static boolean copy(Call call, int there, boolean replace) {
    int here = call.database();
    if (!call.exists(1)) {
      return false;
    }
    call.useDatabase(there);
    boolean taken = !replace && call.has(2);
    call.useDatabase(here);
    if (taken) {
      return false;
    }
    call.engine().memory().require(call.heapBytes(1));
    call.copy(1, 2, there);
    call.useDatabase(there);
    call.changed(2, COPIED);
    return true;
  }
}
