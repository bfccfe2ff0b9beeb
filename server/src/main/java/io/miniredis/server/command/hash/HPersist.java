package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HashValue;

/**
 * Has fields of a hash not expire any more: replies with an array that tells of each field: -2 not
 * there, -1 it did not expire, 1 done.
 *
 * <p>Checked in this order: the key's type, the word FIELDS, the number of fields.
 */
final class HPersist implements Command {
  static final Spec SPEC =
      Spec.command("HPERSIST", Group.HASH)
          .summary("Has fields of a hash not expire any more.")
          .usage("key FIELDS numfields field [field ...]")
          .arity(-5)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .since("7.4.0")
          .complexity("O(N) for N fields")
          .build();

  private static final Event EVENT = Event.hash("hpersist");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    HashValue hash = call.find(1, HashValue.TYPE);
    int first = FieldList.parse(call, 2, Expiries.NOT_POSITIVE);
    if (hash == null) {
      FieldList.replyNoFields(call, first);
      return;
    }
    boolean changed = false;
    call.reply().array(call.argc() - first);
    for (int i = first; i < call.argc(); i++) {
      long expiry = hash.expiry(call.arg(i), call.now());
      if (expiry >= 0) {
        hash.expire(call.arg(i), HashValue.NO_EXPIRY);
        changed = true;
      }
      call.reply().integer(expiry < 0 ? expiry : 1);
    }
    if (changed) {
      call.changed(1, EVENT);
    }
  }
}
