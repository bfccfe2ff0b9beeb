package io.miniredis.server.command.stream;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Pending;
import io.miniredis.server.value.StreamGroup;
import io.miniredis.server.value.StreamId;
import io.miniredis.server.value.StreamValue;
import java.util.Objects;

/**
 * Gives pending entries back to their group: nobody has them, and whoever claims gets them first,
 * in the order in which they were given back. Replies with how many were pending.
 *
 * <p>SILENT takes one from the number of deliveries, FAIL leaves it, FATAL makes it the greatest;
 * RETRYCOUNT sets it whatever the mode. FORCE makes pending what is not, if the stream has it.
 *
 * <p>Checked in this order: the mode, the options and ids as they come, the key's type, that stream
 * and group exist.
 */
final class XNack implements Command {
  static final Spec SPEC =
      Spec.command("XNACK", Group.STREAM)
          .summary("Gives pending entries back to their group, for others to claim.")
          .usage(
              "key group <SILENT | FAIL | FATAL> IDS numids id [id ...] [RETRYCOUNT count] [FORCE]")
          .arity(-7)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .since("8.8.0")
          .complexity("O(log(N)) for each id, N being the number of pending entries")
          .build();

  private static final CommandError MODE =
      CommandError.of("ERR mode must be SILENT, FAIL, or FATAL");
  private static final CommandError NO_IDS =
      CommandError.of("ERR syntax error, expected IDS keyword");
  private static final CommandError RETRY_COUNT =
      CommandError.of("ERR Invalid RETRYCOUNT value, must be >= 0");
  private static final IdBlock.Errors IDS =
      new IdBlock.Errors(
          "ERR numids must be a positive integer", "ERR number of IDs doesn't match numids");

  private enum Mode {
    SILENT,
    FAIL,
    FATAL
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Options options = new Options(call);
    StreamGroup group = StreamErrors.group(call, 1, 2);
    StreamValue stream = Objects.requireNonNull(call.find(1, StreamValue.TYPE));
    long released = 0;
    for (int i = 0; i < options.ids.count; i++) {
      StreamId id = options.ids.id(call, i);
      Pending p = group.pending().find(id.ms(), id.seq());
      if (p != null) {
        group.release(p, options.deliveries(p.deliveries()));
        released++;
      } else if (options.force && stream.contains(id.ms(), id.seq())) {
        group.addReleased(id, options.deliveries(0));
        released++;
      }
    }
    if (released > 0) {
      call.changed(1, Event.AVAILABLE);
    }
    call.reply().integer(released);
  }

  private static final class Options {
    final Mode mode;
    final IdBlock ids;
    private long retryCount = -1;
    private boolean force;

    Options(Call call) {
      mode = mode(call);
      IdBlock block = null;
      int at = 4;
      while (at < call.argc()) {
        int more = call.argc() - 1 - at;
        if (block == null && call.argIs(at, "IDS")) {
          block = IdBlock.read(call, at, IDS);
          at = block.end;
        } else if (call.argIs(at, "FORCE")) {
          force = true;
          at++;
        } else if (more > 0 && call.argIs(at, "RETRYCOUNT")) {
          retryCount = call.longArg(at + 1);
          if (retryCount < 0) {
            throw RETRY_COUNT;
          }
          at += 2;
        } else {
          throw CommandError.of("ERR Unrecognized XNACK option '" + call.arg(at) + "'");
        }
      }
      if (block == null) {
        throw NO_IDS;
      }
      ids = block;
    }

    private static Mode mode(Call call) {
      for (Mode mode : Mode.values()) {
        if (call.argIs(3, mode.name())) {
          return mode;
        }
      }
      throw MODE;
    }

    /** The number of deliveries to take down, in place of another. */
    long deliveries(long before) {
      if (retryCount >= 0) {
        return retryCount;
      }
      return switch (mode) {
        case SILENT -> Math.max(0, before - 1);
        case FAIL -> before;
        case FATAL -> Long.MAX_VALUE;
      };
    }
  }
}
