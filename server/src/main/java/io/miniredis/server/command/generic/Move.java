package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Takes a key, with its expiry, to another database. Replies 1 if it was moved; 0 if it does not
 * exist, or if the other database has a key of that name.
 *
 * <p>Checked in this order: the database's number, that it is another, both keys.
 */
final class Move implements Command {
  static final Spec SPEC =
      Spec.command("MOVE", Group.GENERIC)
          .summary("Takes a key to another database.")
          .usage("key db")
          .arity(3)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, ACCESS, UPDATE))
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  private static final Event FROM = Event.generic("move_from");
  private static final Event TO = Event.generic("move_to");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int here = call.database();
    int there = call.databaseArg(2);
    if (here == there) {
      throw CommandError.SAME_OBJECT;
    }
    call.reply().integer(move(call, here, there) ? 1 : 0);
  }

  private static boolean move(Call call, int here, int there) {
    if (!call.exists(1)) {
      return false;
    }
    call.useDatabase(there);
    boolean taken = call.exists(1);
    call.useDatabase(here);
    if (taken) {
      return false;
    }
    call.move(1, there);
    call.changed(1, FROM);
    call.useDatabase(there);
    call.changed(1, TO);
    return true;
  }
}
