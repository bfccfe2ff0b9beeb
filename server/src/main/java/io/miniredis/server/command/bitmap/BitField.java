package io.miniredis.server.command.bitmap;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.UPDATE;
import static io.miniredis.server.engine.KeySpec.Use.VARIABLE_FLAGS;
import static io.miniredis.server.engine.KeySpec.readOnly;
import static io.miniredis.server.engine.KeySpec.readWrite;

import io.miniredis.server.command.bitmap.FieldOperation.Kind;
import io.miniredis.server.command.bitmap.FieldOperation.Overflow;
import io.miniredis.server.engine.Arguments;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Event;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.StringValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Treats a string as an array of integers of any width: reads, sets and increments them one after
 * the other, and replies with an array of what came of each. If any is to be written, the string
 * first grows as far as the last one reaches.
 *
 * <p>Checked in this order: each subcommand as it comes, and in it its name and number of
 * arguments, type, offset, operand; then the type of the key. Nothing is written before all is
 * checked.
 */
final class BitField implements Command {
  static final Spec SPEC =
      Spec.command("BITFIELD", Group.BITMAP)
          .summary("Reads and writes integers of any width in a string.")
          .usage(
              "key [GET encoding offset | [OVERFLOW <WRAP | SAT | FAIL>]"
                  + " <SET encoding offset value | INCRBY encoding offset increment>"
                  + " [GET encoding offset | [OVERFLOW <WRAP | SAT | FAIL>]"
                  + " <SET encoding offset value | INCRBY encoding offset increment> ...]]")
          .arity(-2)
          .flags(Flag.DENYOOM, Flag.WRITE)
          .keys(readWrite(1, ACCESS, UPDATE, VARIABLE_FLAGS))
          .countsLookups()
          .since("3.2.0")
          .complexity("O(1) for each subcommand")
          .build();

  private static final CommandError ONLY_GET =
      CommandError.of("ERR BITFIELD_RO only supports the GET subcommand");

  @Override
  public Spec spec() {
    return SPEC;
  }

  /** With GET alone it only reads. */
  @Override
  public KeySpec use(KeySpec key, Arguments args) {
    for (int i = 2; i < args.argc(); i += 3) {
      if (FieldOperation.kindAt(args, i) != Kind.GET) {
        return readWrite(1, ACCESS, UPDATE);
      }
    }
    return readOnly(1, ACCESS);
  }

  @Override
  public void execute(Call call) {
    run(call, false);
  }

  /** Runs BITFIELD or BITFIELD_RO. */
  static void run(Call call, boolean readOnly) {
    List<FieldOperation> operations = new ArrayList<>();
    Overflow overflow = Overflow.WRAP;
    long bytes = 0; // that the string must have to be written to
    for (int i = 2; i < call.argc(); ) {
      if (call.argIs(i, "OVERFLOW") && i + 1 < call.argc()) {
        overflow = Overflow.parse(call, i + 1);
        i += 2;
        continue;
      }
      Kind kind = FieldOperation.kindAt(call, i);
      if (kind == null) {
        throw CommandError.SYNTAX;
      }
      FieldOperation operation = FieldOperation.parse(call, kind, i, overflow);
      operations.add(operation);
      i += kind == Kind.GET ? 3 : 4;
      bytes = kind == Kind.GET ? bytes : Math.max(bytes, operation.bytesNeeded());
    }
    if (bytes > 0 && readOnly) {
      throw ONLY_GET;
    }
    if (bytes > 0) {
      write(call, operations, bytes);
    } else {
      Slice value = call.findString(1);
      apply(
          call, operations, value == null ? call.scratch().wrap(new byte[0], 0, 0) : value, false);
    }
  }

  private static void write(Call call, List<FieldOperation> operations, long bytes) {
    StringValue value = call.findOrCreateGrowing(1, bytes);
    boolean grows = bytes > value.length();
    value.ensureLength(bytes);
    boolean changed = apply(call, operations, value.view(call.scratch()), grows);
    if (grows || changed) {
      call.changed(1, changed ? SetBit.EVENT : Event.UNTOLD);
    }
  }

  private static boolean apply(
      Call call, List<FieldOperation> operations, Slice bytes, boolean grown) {
    boolean changed = false;
    call.reply().array(operations.size());
    for (FieldOperation operation : operations) {
      changed |= operation.apply(bytes, grown, call);
    }
    return changed;
  }
}
