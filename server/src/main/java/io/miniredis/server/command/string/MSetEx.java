package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.overwrite;

import io.miniredis.server.command.ExpiryOption;
import io.miniredis.server.command.Outcome;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.Slice;

/**
 * Sets strings, all or none, if none of their keys exists (NX) or all do (XX), with one expiry for
 * all; replies 1, or 0 if nothing was set. An expiry that lies in the past removes the keys.
 *
 * <p>Checked in this order: the number of keys, that there are as many pairs, the options' syntax,
 * the expiry's number and range, then the condition.
 */
final class MSetEx implements Command {
  static final Spec SPEC =
      Spec.command("MSETEX", Group.STRING)
          .summary("Sets strings on conditions and with an expiry, all or none.")
          .usage(
              "numkeys key value [key value ...] [NX | XX] [EX seconds | PX milliseconds"
                  + " | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]")
          .arity(-4)
          .flags(Flag.DENYOOM, Flag.WRITE)
          .keys(overwrite(1, UPDATE).keynum(0, 1, 2))
          .tips("request_policy:multi_shard", "response_policy:all_succeeded")
          .since("8.4.0")
          .complexity("O(N) for N keys")
          .build();

  private static final CommandError NUMBER = CommandError.of("ERR invalid numkeys value");
  private static final CommandError PAIRS = CommandError.of("ERR wrong number of key-value pairs");
  private static final int FIRST_KEY = 2;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long keys = call.longArg(1, 1, Integer.MAX_VALUE, NUMBER);
    if (2 * keys > call.argc() - FIRST_KEY) {
      throw PAIRS;
    }
    int end = FIRST_KEY + 2 * (int) keys;
    int condition = 0; // -1 is NX, 1 is XX
    boolean keepTtl = false;
    int expiryAt = 0;
    for (int i = end; i < call.argc(); i++) {
      Slice word = call.arg(i);
      if (word.is("NX") && condition <= 0) {
        condition = -1;
      } else if (word.is("XX") && condition >= 0) {
        condition = 1;
      } else if (word.is("KEEPTTL") && expiryAt == 0) {
        keepTtl = true;
      } else if (keepTtl) {
        throw CommandError.SYNTAX;
      } else {
        ExpiryOption.checkRepetition(call, i, expiryAt);
        expiryAt = i++;
      }
    }
    long expiry = expiryAt == 0 ? Record.NO_EXPIRY : ExpiryOption.parse(call, expiryAt);
    if (!holds(call, end, condition)) {
      call.reply().integer(0);
      return;
    }
    for (int i = FIRST_KEY; i < end; i += 2) {
      Slice value = call.arg(i + 1);
      long at = keepTtl ? call.expiry(i) : expiry;
      call.setString(i, value.array(), value.offset(), value.length(), at);
      call.changed(i, Set.EVENT);
      if (expiry != Record.NO_EXPIRY) {
        call.changed(i, Event.EXPIRE);
      }
      Outcome.ofString(call, i);
    }
    call.reply().integer(1);
  }

  private static boolean holds(Call call, int end, int condition) {
    for (int i = FIRST_KEY; condition != 0 && i < end; i += 2) {
      if (call.exists(i) != condition > 0) {
        return false;
      }
    }
    return true;
  }
}
