package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.Use.DELETE;
import static io.miniredis.server.engine.KeySpec.Use.VARIABLE_FLAGS;
import static io.miniredis.server.engine.KeySpec.readWrite;
import static io.miniredis.server.engine.KeySpec.remove;

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
import io.miniredis.server.value.Slice;

/**
 * Removes a key, on a condition if asked, and replies 1, or 0 if it is absent or the condition does
 * not hold.
 *
 * <p>Checked in this order: the number of arguments, that the key exists (else 0), with a condition
 * the type, its name, the length of a digest.
 */
final class DelEx implements Command {
  static final Spec SPEC =
      Spec.command("DELEX", Group.STRING)
          .summary("Removes a key, on a condition on its value if asked.")
          .usage(
              "key [IFEQ ifeq-value | IFNE ifne-value | IFDEQ ifdeq-digest | IFDNE ifdne-digest]")
          .arity(-2)
          .flags(Flag.FAST, Flag.WRITE)
          .keys(readWrite(1, DELETE, VARIABLE_FLAGS))
          .since("8.4.0")
          .complexity("O(1); O(N) for the digest of N bytes")
          .build();

  private static final CommandError ARITY =
      CommandError.of("ERR wrong number of arguments for 'delex' command");
  private static final CommandError NO_STRING =
      CommandError.of("ERR Key should be of string type if conditions are specified");
  private static final CommandError CONDITION =
      CommandError.of("ERR Invalid condition. Use IFEQ, IFNE, IFDEQ, or IFDNE");

  @Override
  public Spec spec() {
    return SPEC;
  }

  /** With a condition it reads the value. */
  @Override
  public KeySpec use(KeySpec key, Arguments args) {
    return args.argc() == 2 ? remove(1, DELETE) : readWrite(1, ACCESS, DELETE);
  }

  @Override
  public void execute(Call call) {
    int argc = call.argc();
    if (argc != 2 && argc != 4) {
      throw ARITY;
    }
    if (!call.exists(1) || (argc == 4 && !holds(call))) {
      call.reply().integer(0);
      return;
    }
    call.delete(1);
    call.changed(1, Event.DEL);
    Outcome.ofExpiry(call, 1);
    call.reply().integer(1);
  }

  private static boolean holds(Call call) {
    Slice value = call.findStringOrNull(1);
    if (value == null) {
      throw NO_STRING;
    }
    ValueCondition condition = ValueCondition.at(call, 2);
    if (condition == null) {
      throw CONDITION;
    }
    return condition.holds(value, call.arg(3));
  }
}
