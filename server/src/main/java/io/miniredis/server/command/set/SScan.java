package io.miniredis.server.command.set;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.command.ScanArguments;
import io.miniredis.server.command.ScanPage;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.SetValue;

/**
 * Walks through the members of a set in steps: replies with the cursor of the next step, and an
 * array of members. A small set is told in one step.
 *
 * <p>Checked in this order: the cursor, the key's type, the options; nothing of a key that does not
 * exist.
 */
final class SScan implements Command {
  static final Spec SPEC =
      Spec.command("SSCAN", Group.SET)
          .summary("Walks through the members of a set in steps.")
          .usage("key cursor [MATCH pattern] [COUNT count]")
          .arity(-3)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .tips("nondeterministic_output")
          .since("2.8.0")
          .complexity("O(1) for a step, O(N) for all of N members")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long cursor = ScanArguments.cursor(call, 2);
    SetValue set = call.find(1, SetValue.TYPE);
    if (set == null) {
      ScanPage.empty(call.reply());
      return;
    }
    ScanPage page = new ScanPage(ScanArguments.parse(call, 3));
    long next = page.take(cursor, from -> set.scan(from, page::visit));
    page.write(call.reply(), next);
  }
}
