package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.command.Outcome;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.Slice;

/**
 * Replies with the values of fields, nil for those that are absent, and removes the fields, with
 * the last of them the key.
 *
 * <p>Checked in this order: the type, the word FIELDS, the number of fields.
 */
final class HGetDel implements Command {
  static final Spec SPEC =
      Spec.command("HGETDEL", Group.HASH)
          .summary("Reads fields of a hash and removes them.")
          .usage("key FIELDS numfields field [field ...]")
          .arity(-5)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, ACCESS, DELETE))
          .since("8.0.0")
          .complexity("O(N) for N fields")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    HashValue hash = call.find(1, HashValue.TYPE);
    int first = FieldList.parse(call, 2, Expiries.NOT_POSITIVE);
    Slice value = call.scratch();
    boolean removed = false;
    call.reply().array(call.argc() - first);
    for (int i = first; i < call.argc(); i++) {
      if (hash != null && hash.get(call.arg(i), call.now(), value)) {
        call.reply().bulk(value.array(), value.offset(), value.length());
        removed |= hash.remove(call.arg(i));
      } else {
        call.reply().nil();
      }
    }
    if (removed) {
      call.changed(1, HDel.EVENT);
      Outcome.ofFields(call, 1, first, 1);
    }
  }
}
