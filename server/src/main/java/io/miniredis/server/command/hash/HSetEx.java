package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.command.ExpiryOption;
import io.miniredis.server.command.Outcome;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Sets fields of a hash, all or none, if none of them exists (FNX) or all do (FXX), and when they
 * expire; replies 1, or 0 if nothing was set. Without an option fields lose their expiry. A time
 * that has passed removes them.
 *
 * <p>Checked in this order: option by option, with the expiry's number and range; the number of
 * fields; the type; the condition.
 */
final class HSetEx implements Command {
  static final Spec SPEC =
      Spec.command("HSETEX", Group.HASH)
          .summary("Sets fields of a hash on conditions, and when they expire.")
          .usage(
              "key [FNX | FXX] [EX seconds | PX milliseconds | EXAT unix-time-seconds"
                  + " | PXAT unix-time-milliseconds | KEEPTTL] FIELDS numfields field value"
                  + " [field value ...]")
          .arity(-6)
          .flags(Flag.DENYOOM, Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, UPDATE))
          .since("8.0.0")
          .complexity("O(N) for N fields")
          .build();

  private static final CommandError TWO_EXPIRIES =
      CommandError.of("ERR Only one of EX, PX, EXAT, PXAT or KEEPTTL arguments can be specified");
  private static final CommandError TWO_CONDITIONS =
      CommandError.of("ERR Only one of FXX or FNX arguments can be specified");
  private static final CommandError WRONG_NUMBER = CommandError.of("ERR invalid number of fields");
  private static final CommandError ARITY =
      CommandError.of("ERR wrong number of arguments for 'hsetex' command");
  private static final int SHORTEST_LIST = 3; // the number, a field, a value

  private static final long NONE = HashValue.NO_EXPIRY;
  private static final long KEEP = Long.MIN_VALUE;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long expiry = NONE;
    boolean expirySeen = false;
    int condition = 0;
    int i = 2;
    for (; i < call.argc() && !call.argIs(i, "FIELDS"); i++) {
      Slice word = call.arg(i);
      ExpiryOption option = ExpiryOption.at(call, i);
      if (word.is("FNX") || word.is("FXX")) {
        if (condition != 0) {
          throw TWO_CONDITIONS;
        }
        condition = word.is("FNX") ? -1 : 1;
      } else if (option != null || word.is("KEEPTTL")) {
        if (expirySeen) {
          throw TWO_EXPIRIES;
        }
        expirySeen = true;
        if (option != null && i + 1 == call.argc()) {
          throw ARITY;
        }
        expiry = option == null ? KEEP : Expiring.time(call, ++i, option.unit(), option.base(call));
      } else {
        throw CommandError.of("ERR unknown argument: " + word);
      }
    }
    set(call, fields(call, i), condition, expiry);
  }

  /** The first field of the list whose word FIELDS is, or should be, at an argument. */
  private static int fields(Call call, int arg) {
    int rest = call.argc() - arg - 1;
    if (rest < SHORTEST_LIST) {
      throw ARITY;
    }
    long number = call.longArg(arg + 1, 1, Integer.MAX_VALUE, WRONG_NUMBER);
    if (rest - 1 != 2 * number) {
      throw ARITY;
    }
    return arg + 2;
  }

  private static void set(Call call, int first, int condition, long expiry) {
    HashValue found = call.find(1, HashValue.TYPE);
    if (condition != 0 && !holds(call, found, first, condition)) {
      call.reply().integer(0);
      return;
    }
    HashValue hash = call.findOrCreate(1, HashValue.TYPE);
    long now = call.now();
    boolean expires = expiry != NONE && expiry != KEEP;
    hash.announce((call.argc() - first) / 2);
    for (int i = first; i < call.argc(); i += 2) {
      if (expiry == KEEP) {
        hash.update(call.arg(i), call.arg(i + 1), now);
      } else {
        hash.set(call.arg(i), call.arg(i + 1), now);
      }
      if (expires && expiry > now) {
        hash.expire(call.arg(i), expiry);
      }
    }
    if (expires) {
      hash.announceExpiries();
    }
    call.changed(1, Setting.EVENT);
    if (expires && expiry > now) {
      call.changed(1, Expiring.EVENT);
    } else if (expires) {
      for (int i = first; i < call.argc(); i += 2) {
        hash.remove(call.arg(i));
      }
      call.changed(1, HDel.EVENT);
    }
    Outcome.ofFields(call, 1, first, 2);
    call.reply().integer(1);
  }

  private static boolean holds(Call call, @Nullable HashValue hash, int first, int condition) {
    for (int i = first; i < call.argc(); i += 2) {
      boolean there = hash != null && hash.contains(call.arg(i), call.now());
      if (there != condition > 0) {
        return false;
      }
    }
    return true;
  }
}
