package io.miniredis.server.command.list;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.Slice;

/**
 * Replies with the element at an index, from 0 or, if negative, from the end; nil when the key or
 * the index is absent.
 *
 * <p>Checked in this order: that the key exists (else nil), type of the value, index.
 */
final class LIndex implements Command {
  private static final Spec SPEC =
      Spec.command("LINDEX", Group.LIST)
          .usage("key index")
          .arity(3)
          .keys(KeySpec.readOnly(1, KeySpec.Use.ACCESS))
          .flags(Flag.READONLY)
          .summary("Gives the element at an index of a list.")
          .since("1.0.0")
          .complexity("O(N) where N is the distance to the nearer end, in nodes of elements")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    ListValue list = call.find(1, ListValue.TYPE);
    if (list == null) {
      call.reply().nil();
      return;
    }
    long index = Ranges.index(call.longArg(2), list.size());
    if (index < 0 || index >= list.size()) {
      call.reply().nil();
      return;
    }
    Slice element = list.get(index, call.scratch());
    call.reply().bulk(element.array(), element.offset(), element.length());
  }
}
