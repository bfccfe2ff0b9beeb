package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.StreamProducers;
import io.miniredis.server.value.StreamValue;

/**
 * Sets for how long a stream knows the messages of its producers, in seconds, and how many of each.
 * If that changes anything, all messages are forgotten.
 *
 * <p>Checked in this order: the options as they come, that there is one, the key's type, that it
 * exists.
 */
final class XCfgSet implements Command {
  static final Spec SPEC =
      Spec.command("XCFGSET", Group.STREAM)
          .summary("Sets for how long and how many idempotent ids a stream knows.")
          .usage("key [IDMP-DURATION idmp-duration] [IDMP-MAXSIZE idmp-maxsize]")
          .arity(-2)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .since("8.6.0")
          .complexity("O(1); O(N) to forget N producers")
          .build();

  private static final CommandError NOTHING =
      CommandError.of("ERR At least one parameter must be specified");
  private static final CommandError DURATION =
      CommandError.of("ERR IDMP-DURATION must be between 1 and 86400 seconds");
  private static final CommandError MAX_SIZE =
      CommandError.of("ERR IDMP-MAXSIZE must be between 1 and 10000 entries");

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    int duration = 0;
    int maxSize = 0;
    for (int i = 2; i < call.argc(); i += 2) {
      boolean last = i + 1 == call.argc();
      if (!last && call.argIs(i, "IDMP-DURATION")) {
        duration = between(call, i + 1, StreamProducers.GREATEST_DURATION, DURATION);
      } else if (!last && call.argIs(i, "IDMP-MAXSIZE")) {
        maxSize = between(call, i + 1, StreamProducers.GREATEST_MAX_SIZE, MAX_SIZE);
      } else {
        throw CommandError.SYNTAX;
      }
    }
    if (duration == 0 && maxSize == 0) {
      throw NOTHING;
    }
    StreamValue stream = call.find(1, StreamValue.TYPE);
    if (stream == null) {
      throw CommandError.NO_SUCH_KEY;
    }
    StreamProducers producers = stream.madeProducers();
    producers.configure(
        duration == 0 ? producers.duration() : duration,
        maxSize == 0 ? producers.maxSize() : maxSize);
    call.changed(1, Event.UNTOLD);
    call.reply().simple(Replies.OK);
  }

  /** A number from 1 on; another is told so, and what is none too. */
  private static int between(Call call, int arg, int max, CommandError error) {
    long n = call.longArg(arg);
    if (n < 1 || n > max) {
      throw error;
    }
    return (int) n;
  }
}
