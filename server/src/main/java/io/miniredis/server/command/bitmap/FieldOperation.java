package io.miniredis.server.command.bitmap;

import io.miniredis.server.engine.Arguments;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.Bits;
import io.miniredis.server.value.Slice;
import org.jspecify.annotations.Nullable;

/**
 * One subcommand of BITFIELD.
 *
 * @param offset of the field's first bit
 * @param operand the number to set or to add
 */
record FieldOperation(Kind kind, FieldType type, long offset, long operand, Overflow overflow) {
  enum Kind {
    GET,
    SET,
    INCRBY
  }

  /** What becomes of numbers that do not fit their field. */
  enum Overflow {
    WRAP,
    SAT,
    FAIL;

    private static final CommandError INVALID =
        CommandError.of("ERR Invalid OVERFLOW type specified");
    private static final Overflow[] VALUES = values();

    static Overflow parse(Call call, int arg) {
      Slice word = call.arg(arg);
      for (Overflow overflow : VALUES) {
        if (word.is(overflow.name())) {
          return overflow;
        }
      }
      throw INVALID;
    }
  }

  /** The subcommand that begins at an argument, with its own arguments complete, or null. */
  static @Nullable Kind kindAt(Arguments args, int arg) {
    int more = args.argc() - arg - 1;
    Slice word = args.arg(arg);
    if (more >= 2 && word.is("GET")) {
      return Kind.GET;
    }
    if (more >= 3 && word.is("SET")) {
      return Kind.SET;
    }
    return more >= 3 && word.is("INCRBY") ? Kind.INCRBY : null;
  }

  static FieldOperation parse(Call call, Kind kind, int arg, Overflow overflow) {
    FieldType type = FieldType.parse(call, arg + 1);
    long offset = BitOffset.parseField(call, arg + 2, type.bits());
    long operand = kind == Kind.GET ? 0 : call.longArg(arg + 3);
    return new FieldOperation(kind, type, offset, operand, overflow);
  }

  /** How many bytes a string must have to hold the field. */
  long bytesNeeded() {
    return (offset + type.bits() - 1 >>> 3) + 1;
  }

  /**
   * Does it and writes its reply.
   *
   * @param bytes the string, as long as all its writing subcommands need
   * @param grown whether the string has grown for it, which is a change if the field is set at all
   * @return whether the field has changed
   */
  boolean apply(Slice bytes, boolean grown, Call call) {
    long old = type.read(bytes, offset);
    if (kind == Kind.GET) {
      call.reply().integer(old);
      return false;
    }
    boolean add = kind == Kind.INCRBY;
    int outside = add ? type.overflow(old, operand) : type.overflow(operand);
    if (outside != 0 && overflow == Overflow.FAIL) {
      call.reply().nil();
      return false;
    }
    long value;
    if (outside != 0 && overflow == Overflow.SAT) {
      value = outside > 0 ? type.max() : type.min();
    } else {
      value = type.wrap(add ? old + operand : operand);
    }
    call.reply().integer(add ? value : old);
    Bits.setField(bytes.array(), offset, type.bits(), value);
    return grown || value != old;
  }
}
