package io.miniredis.server.command;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/** The ways to say when a key expires that SET, GETEX and others share: EX, PX, EXAT and PXAT. */
public enum ExpiryOption {
  EX(1000, true),
  PX(1, true),
  EXAT(1000, false),
  PXAT(1, false);

  private static final ExpiryOption[] VALUES = values();

  private final long millis;
  private final boolean relative;

  ExpiryOption(long millis, boolean relative) {
    this.millis = millis;
    this.relative = relative;
  }

  /** The unit of the number behind the option, in milliseconds. */
  public long unit() {
    return millis;
  }

  /** What the number counts from, in milliseconds since the epoch. */
  public long base(Call call) {
    return relative ? call.now() : 0;
  }

  /** The option that an argument names, or null. */
  public static @Nullable ExpiryOption at(Call call, int arg) {
    Slice word = call.arg(arg);
    for (ExpiryOption option : VALUES) {
      if (word.is(option.name())) {
        return option;
      }
    }
    return null;
  }

  /**
   * Refuses what cannot stand at an argument: what is no option, has no number behind it, or is
   * another option than one before. The same one again is fine, and the last one counts.
   *
   * @param before the argument of the option before, or 0
   * @throws CommandError {@link CommandError#SYNTAX}
   */
  public static void checkRepetition(Call call, int arg, int before) {
    ExpiryOption option = at(call, arg);
    boolean other = before != 0 && at(call, before) != option;
    if (option == null || other || arg + 1 == call.argc()) {
      throw CommandError.SYNTAX;
    }
  }

  /**
   * The time that the option at an argument and the number behind it say.
   *
   * @return milliseconds since the epoch
   * @throws CommandError if it is no number, not positive, or beyond 64 bits of milliseconds
   */
  public static long parse(Call call, int arg) {
    ExpiryOption option = at(call, arg);
    if (option == null) {
      throw CommandError.SYNTAX;
    }
    return option.time(call, call.longArg(arg + 1));
  }

  /**
   * The time that a number says under this option.
   *
   * @return milliseconds since the epoch
   * @throws CommandError if the number is not positive, or the time beyond 64 bits of milliseconds
   */
  public long time(Call call, long number) {
    if (number <= 0 || number > Long.MAX_VALUE / millis) {
      throw invalid(call);
    }
    long time = number * millis;
    if (!relative) {
      return time;
    }
    if (time > Long.MAX_VALUE - call.now()) {
      throw invalid(call);
    }
    return time + call.now();
  }

  /** Announces that a key has an expiry now; one that has passed already removes the key. */
  public static void announce(Call call, int key, long expiry) {
    if (expiry <= call.now()) {
      call.delete(key);
      call.changed(key, Event.DEL);
    } else {
      call.changed(key, Event.EXPIRE);
    }
  }

  private static CommandError invalid(Call call) {
    return CommandError.of("ERR invalid expire time in '" + call.spec().fullName() + "' command");
  }
}
