package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Pending;
import io.miniredis.server.value.ReferencePolicy;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;

/**
 * Acknowledges entries for one group, and deletes them with regard to the others. Replies with an
 * array of a number for each id: -1 if it was not pending in the group, 1 if it was and is
 * acknowledged and deleted, 2 if it is acknowledged, but another group still refers to it and ACKED
 * has it stay. DELREF removes references to an entry that is gone already too.
 *
 * <p>Checked in this order: the options and ids as they come, the key's type, that it and the group
 * exist (-1 for each id if not).
 */
final class XAckDel implements Command {
  static final Spec SPEC =
      Spec.command("XACKDEL", Group.STREAM)
          .summary("Acknowledges entries, and deletes them with regard to other groups.")
          .usage("key group [KEEPREF | DELREF | ACKED] IDS numids id [id ...]")
          .arity(-6)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, DELETE, UPDATE))
          .since("8.2.0")
          .complexity("O(log(N)) for each id, N being the number of entries")
          .build();

  private static final int NOT_PENDING = -1;
  private static final int GONE = 1;
  private static final int KEPT = 2;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    DeletionOptions options = new DeletionOptions(call, 3);
    StreamValue stream = call.find(1, StreamValue.TYPE);
    StreamGroup group = stream == null ? null : stream.group(call.arg(2));
    call.reply().array(options.ids.count);
    if (stream == null || group == null) {
      for (int i = 0; i < options.ids.count; i++) {
        call.reply().integer(NOT_PENDING);
      }
      return;
    }
    long size = stream.size();
    boolean changed = options.policy == ReferencePolicy.DELREF;
    for (int i = 0; i < options.ids.count; i++) {
      int told = delete(stream, group, options.ids.id(call, i), options.policy);
      changed |= told != NOT_PENDING;
      call.reply().integer(told);
    }
    if (changed) {
      call.changed(1, stream.size() < size ? XDel.EVENT : Event.UNTOLD);
    }
  }

  private static int delete(
      StreamValue stream, StreamGroup group, StreamId id, ReferencePolicy policy) {
    Pending p = group.pending().find(id.ms(), id.seq());
    if (p == null) {
      if (policy == ReferencePolicy.DELREF && !stream.contains(id.ms(), id.seq())) {
        stream.delete(id, policy);
      }
      return NOT_PENDING;
    }
    group.remove(p);
    if (policy == ReferencePolicy.ACKED && stream.isReferenced(id)) {
      return KEPT;
    }
    stream.delete(id, policy);
    return GONE;
  }
}
