package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.command.ExpiryOption;
import io.miniredis.server.command.Outcome;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HashValue;
import io.miniredis.server.value.Slice;

/**
 * Replies with the values of fields, nil for those that are absent, and sets or removes the expiry
 * of the fields if asked. A time that has passed removes them.
 *
 * <p>Checked in this order: the type, the expiry's number and range, the word FIELDS, the number of
 * fields.
 */
final class HGetEx implements Command {
  static final Spec SPEC =
      Spec.command("HGETEX", Group.HASH)
          .summary("Reads fields of a hash, and changes when they expire.")
          .usage(
              "key [EX seconds | PX milliseconds | EXAT unix-time-seconds"
                  + " | PXAT unix-time-milliseconds | PERSIST] FIELDS numfields field [field ...]")
          .arity(-5)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, ACCESS, UPDATE))
          .since("8.0.0")
          .complexity("O(N) for N fields")
          .build();

  private static final Event PERSISTED = Event.hash("hpersist");
  private static final long AS_IT_IS = Long.MIN_VALUE;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    HashValue hash = call.find(1, HashValue.TYPE);
    ExpiryOption option = ExpiryOption.at(call, 2);
    long at = AS_IT_IS;
    int fields = 2;
    if (option != null) {
      at = Expiring.time(call, 3, option.unit(), option.base(call));
      fields = 4;
    } else if (call.argIs(2, "PERSIST")) {
      at = HashValue.NO_EXPIRY;
      fields = 3;
    }
    int first = FieldList.parse(call, fields, Expiries.NOT_POSITIVE);
    boolean expires = at != AS_IT_IS && at != HashValue.NO_EXPIRY;
    if (hash != null && expires) {
      hash.announceExpiries();
    }
    boolean changed = false;
    Slice value = call.scratch();
    call.reply().array(call.argc() - first);
    for (int i = first; i < call.argc(); i++) {
      if (hash != null && hash.get(call.arg(i), call.now(), value)) {
        call.reply().bulk(value.array(), value.offset(), value.length());
        changed |= at != AS_IT_IS && expire(hash, call.arg(i), at, call.now());
      } else {
        call.reply().nil();
      }
    }
    if (hash != null && changed) {
      announce(call, at);
      Outcome.ofFields(call, 1, first, 1);
    } else if (hash != null && expires) {
      call.resized(1);
    }
  }

  private static boolean expire(HashValue hash, Slice field, long at, long now) {
    if (at == HashValue.NO_EXPIRY) {
      boolean expires = hash.expiry(field, now) != HashValue.NO_EXPIRY;
      hash.expire(field, at);
      return expires;
    }
    if (at <= now) {
      return hash.remove(field);
    }
    hash.expire(field, at);
    return true;
  }

  private static void announce(Call call, long at) {
    if (at == HashValue.NO_EXPIRY) {
      call.changed(1, PERSISTED);
    } else if (at <= call.now()) {
      call.changed(1, HDel.EVENT);
    } else {
      call.changed(1, Expiring.EVENT);
    }
  }
}
