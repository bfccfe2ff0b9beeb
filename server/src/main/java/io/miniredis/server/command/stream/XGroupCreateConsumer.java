package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.INSERT;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamGroup;

/**
 * Makes a consumer, and replies with 1; with 0 if the group has it.
 *
 * <p>Checked in this order: the key's type, that it exists, that the group does.
 */
final class XGroupCreateConsumer implements Command {
  static final Spec SPEC =
      Spec.command("XGROUP CREATECONSUMER", Group.STREAM)
          .summary("Makes a consumer in a consumer group.")
          .usage("key group consumer")
          .arity(5)
          .flags(Flag.DENYOOM, Flag.WRITE)
          .keys(readWrite(2, INSERT))
          .since("6.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    StreamGroup group = XGroups.group(call);
    boolean made = group.consumer(call.arg(4)) == null;
    if (made) {
      group.create(call.arg(4), call.time());
      call.changed(2, Consumers.CREATED);
    }
    call.reply().integer(made ? 1 : 0);
  }
}
