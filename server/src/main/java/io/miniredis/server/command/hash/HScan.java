package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.command.ScanArguments;
import io.miniredis.server.command.ScanPage;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HashValue;

/**
 * Walks through the fields of a hash in steps: replies with the cursor of the next step, and an
 * array of fields and values in turn, or of fields alone. A small hash is told in one step.
 *
 * <p>Checked in this order: the cursor, the key's type, the options; nothing of a key that does not
 * exist.
 */
final class HScan implements Command {
  static final Spec SPEC =
      Spec.command("HSCAN", Group.HASH)
          .summary("Walks through the fields of a hash in steps.")
          .usage("key cursor [MATCH pattern] [COUNT count] [NOVALUES]")
          .arity(-3)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .tips("nondeterministic_output")
          .since("2.8.0")
          .complexity("O(1) for a step, O(N) for all of N fields")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long cursor = ScanArguments.cursor(call, 2);
    HashValue hash = call.find(1, HashValue.TYPE);
    if (hash == null) {
      ScanPage.empty(call.reply());
      return;
    }
    ScanArguments arguments = ScanArguments.parse(call, 3, true);
    ScanPage page = new ScanPage(arguments);
    long next =
        page.take(
            cursor,
            from ->
                hash.scan(
                    from,
                    call.now(),
                    (field, value) -> {
                      if (page.visit(field) && !arguments.noValues()) {
                        page.add(value);
                      }
                    }));
    page.write(call.reply(), next);
  }
}
