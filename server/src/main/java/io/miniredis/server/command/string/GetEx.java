package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

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
 * Replies with a string, and sets or removes the expiry of its key if asked; nil when the key is
 * absent.
 *
 * <p>Checked in this order: the options' syntax, that the key exists (else nil), the type, the
 * expiry's number and range. An expiry that lies in the past removes the key.
 */
final class GetEx implements Command {
  static final Spec SPEC =
      Spec.command("GETEX", Group.STRING)
          .summary("Reads the string of a key, and changes when it expires.")
          .usage(
              "key [EX seconds | PX milliseconds | EXAT unix-time-seconds"
                  + " | PXAT unix-time-milliseconds | PERSIST]")
          .arity(-2)
          .flags(Flag.WRITE, Flag.FAST)
          .keys(readWrite(1, ACCESS, UPDATE))
          .countsLookups()
          .since("6.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    boolean persist = false;
    int expiryAt = 0;
    for (int i = 2; i < call.argc(); i++) {
      if (call.argIs(i, "PERSIST") && expiryAt == 0) {
        persist = true;
      } else if (persist) {
        throw CommandError.SYNTAX;
      } else {
        ExpiryOption.checkRepetition(call, i, expiryAt);
        expiryAt = i++;
      }
    }
    Slice value = call.findString(1);
    if (value == null) {
      call.reply().nil();
      return;
    }
    long expiry = expiryAt == 0 ? Record.NO_EXPIRY : ExpiryOption.parse(call, expiryAt);
    call.reply().bulk(value.array(), value.offset(), value.length());
    if (expiryAt != 0) {
      call.expireAt(1, expiry);
      ExpiryOption.announce(call, 1, expiry);
      Outcome.ofExpiry(call, 1);
    } else if (persist && call.expiry(1) != Record.NO_EXPIRY) {
      call.expireAt(1, Record.NO_EXPIRY);
      call.changed(1, Event.PERSIST);
      Outcome.ofExpiry(call, 1);
    }
  }
}
