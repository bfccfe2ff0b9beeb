package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamValue;
import java.util.Objects;

/**
 * Removes the oldest entries of a stream, down to a number of entries or up to an id, and replies
 * with how many were removed.
 *
 * <p>Checked in this order: the options as they come, then with each other, then the key's type.
 */
final class XTrim implements Command {
  static final Spec SPEC =
      Spec.command("XTRIM", Group.STREAM)
          .summary("Removes the oldest entries of a stream.")
          .usage("key <MAXLEN | MINID> [= | ~] threshold [LIMIT count] [KEEPREF | DELREF | ACKED]")
          .arity(-4)
          .flags(Flag.WRITE)
          .keys(readWrite(1, DELETE))
          .tips("nondeterministic_output")
          .since("5.0.0")
          .complexity("O(N) for N entries that are removed")
          .build();

  static final Event EVENT = Event.stream("xtrim");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    TrimOptions trim = new TrimOptions();
    int at = 2;
    while (at < call.argc()) {
      int behind = trim.option(call, at);
      if (behind == at) {
        throw CommandError.SYNTAX;
      }
      at = behind;
    }
    trim.check(call, true);
    StreamValue stream = call.find(1, StreamValue.TYPE);
    long removed = stream == null ? 0 : trim.trim(stream);
    if (removed > 0) {
      call.changed(1, EVENT);
      trim.tell(call, Objects.requireNonNull(stream));
    } else {
      call.resized(1);
    }
    call.reply().integer(removed);
  }
}
