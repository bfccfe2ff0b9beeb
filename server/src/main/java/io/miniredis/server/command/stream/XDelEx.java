package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamValue;

/**
 * Deletes entries with regard to the groups that refer to them. Replies with an array of a number
 * for each id: 1 if the entry was deleted, -1 if there is none, 2 if ACKED has it stay, because not
 * every group has acknowledged it or there is no group. DELREF removes references to an entry that
 * is gone already too.
 *
 * <p>Checked in this order: the options and ids as they come, the key's type, that it exists (-1
 * for each id if not).
 */
final class XDelEx implements Command {
  static final Spec SPEC =
      Spec.command("XDELEX", Group.STREAM)
          .summary("Deletes entries of a stream with regard to what groups know of them.")
          .usage("key [KEEPREF | DELREF | ACKED] IDS numids id [id ...]")
          .arity(-5)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, DELETE))
          .since("8.2.0")
          .complexity("O(log(N)) for each entry, N being the size of the stream")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    DeletionOptions options = new DeletionOptions(call, 2);
    StreamValue stream = call.find(1, StreamValue.TYPE);
    call.reply().array(options.ids.count);
    boolean deleted = false;
    boolean released = false;
    for (int i = 0; i < options.ids.count; i++) {
      StreamValue.Deletion d =
          stream == null
              ? StreamValue.Deletion.ABSENT
              : stream.delete(options.ids.id(call, i), options.policy);
      deleted |= d == StreamValue.Deletion.DELETED;
      released |= d == StreamValue.Deletion.RELEASED;
      call.reply().integer(DeletionOptions.told(d));
    }
    if (deleted || released) {
      call.changed(1, deleted ? XDel.EVENT : Event.UNTOLD);
    } else {
      call.resized(1);
    }
  }
}
