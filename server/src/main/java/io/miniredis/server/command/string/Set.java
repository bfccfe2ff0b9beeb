package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.Use.VARIABLE_FLAGS;
import static io.miniredis.server.engine.KeySpec.overwrite;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.protocol.Replies;
import io.miniredis.server.command.ExpiryOption;
import io.miniredis.server.command.Outcome;
import io.miniredis.server.engine.Arguments;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Record;
import io.miniredis.server.value.Slice;

/**
 * Sets a string, whatever the key held before, on conditions and with an expiry if asked.
 *
 * <p>Checked in this order: the options' syntax, the expiry's number and range, with GET the old
 * value's type, then the condition, and with IFEQ and the like the old value's type. An expiry that
 * lies in the past removes the key.
 */
final class Set implements Command {
  static final Spec SPEC =
      Spec.command("SET", Group.STRING)
          .summary("Sets the string of a key, on conditions and with an expiry if asked.")
          .usage(
              "key value [NX | XX | IFEQ ifeq-value | IFNE ifne-value | IFDEQ ifdeq-digest"
                  + " | IFDNE ifdne-digest] [GET] [EX seconds | PX milliseconds"
                  + " | EXAT unix-time-seconds | PXAT unix-time-milliseconds | KEEPTTL]")
          .arity(-3)
          .flags(Flag.WRITE, Flag.DENYOOM)
          .keys(readWrite(1, ACCESS, UPDATE, VARIABLE_FLAGS))
          .countsLookups()
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  static final Event EVENT = Event.string("set");

  private static final int NX = 1;
  private static final int XX = 2;
  private static final int GET = 4;
  private static final int KEEPTTL = 8;

  @Override
  public Spec spec() {
    return SPEC;
  }

  /** With GET, IFEQ and the like it reads the old value. */
  @Override
  public KeySpec use(KeySpec key, Arguments args) {
    for (int i = 3; i < args.argc(); i++) {
      if (args.argIs(i, "GET") || ValueCondition.at(args, i) != null) {
        return readWrite(1, ACCESS, UPDATE);
      }
    }
    return overwrite(1, UPDATE);
  }

  @Override
  public void execute(Call call) {
    if (call.argc() == 3) {
      call.setString(1, call.arg(2));
      call.changed(1, EVENT);
      call.reply().simple(Replies.OK);
      return;
    }
    int options = 0;
    int expiryAt = 0;
    int conditionAt = 0;
    for (int i = 3; i < call.argc(); i++) {
      int option = option(call, i);
      if (option == 0 && i + 1 < call.argc() && ValueCondition.at(call, i) != null) {
        if (conditionAt != 0) {
          throw CommandError.SYNTAX;
        }
        conditionAt = i++;
      } else if (option == 0) {
        ExpiryOption.checkRepetition(call, i, expiryAt);
        expiryAt = i++;
      }
      options |= option;
    }
    int conditions = Integer.bitCount(options & (NX | XX)) + (conditionAt == 0 ? 0 : 1);
    if (conditions > 1 || (expiryAt != 0 && (options & KEEPTTL) != 0)) {
      throw CommandError.SYNTAX;
    }
    long expiry = expiryAt == 0 ? Record.NO_EXPIRY : ExpiryOption.parse(call, expiryAt);
    set(call, options, conditionAt, expiry);
  }

  private static int option(Call call, int i) {
    Slice word = call.arg(i);
    if (word.is("NX")) {
      return NX;
    }
    if (word.is("XX")) {
      return XX;
    }
    if (word.is("GET")) {
      return GET;
    }
    return word.is("KEEPTTL") ? KEEPTTL : 0;
  }

  private static void set(Call call, int options, int conditionAt, long expiry) {
    boolean get = (options & GET) != 0;
    boolean exists;
    if (get) {
      Slice old = call.findString(1);
      exists = old != null;
      if (old == null) {
        call.reply().nil();
      } else {
        call.reply().bulk(old.array(), old.offset(), old.length());
      }
    } else {
      exists = (options & (NX | XX)) != 0 && call.has(1);
    }
    boolean refused = ((options & NX) != 0 && exists) || ((options & XX) != 0 && !exists);
    if (refused || (conditionAt != 0 && !holds(call, conditionAt))) {
      if (!get) {
        call.reply().nil();
      }
      return;
    }
    long at = (options & KEEPTTL) != 0 ? call.expiry(1) : expiry;
    Slice value = call.arg(2);
    call.setString(1, value.array(), value.offset(), value.length(), at);
    call.changed(1, EVENT);
    if (expiry != Record.NO_EXPIRY) {
      call.changed(1, Event.EXPIRE);
    }
    Outcome.ofString(call, 1);
    if (!get) {
      call.reply().simple(Replies.OK);
    }
  }

  private static boolean holds(Call call, int conditionAt) {
    ValueCondition condition = ValueCondition.at(call, conditionAt);
    Slice old = call.findString(1);
    return condition == null
        || (old == null
            ? !condition.needsValue()
            : condition.holds(old, call.arg(conditionAt + 1)));
  }
}
