package io.miniredis.server.command.generic;

import io.miniredis.server.command.ScanArguments;
import io.miniredis.server.command.ScanPage;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Databases;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/**
 * Walks through the keys of the database in steps: replies with the cursor of the next step, and
 * the keys of this one. A key that is there from the first step to the last is told, maybe twice.
 *
 * <p>A step visits at least COUNT keys, and tells those that match. Checked in this order: the
 * cursor, the options.
 */
final class Scan implements Command {
  static final Spec SPEC =
      Spec.command("SCAN", Group.GENERIC)
          .summary("Walks through the keys of the database in steps.")
          .usage("cursor [MATCH pattern] [COUNT count] [TYPE type]")
          .arity(-2)
          .flags(Flag.READONLY)
          .locksAll()
          .tips("nondeterministic_output", "request_policy:special", "response_policy:special")
          .since("2.8.0")
          .complexity("O(1) for a step, O(N) for all of N keys")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long cursor = ScanArguments.cursor(call, 1);
    ScanArguments arguments = ScanArguments.parseForKeys(call, 2);
    ScanPage page = new ScanPage(arguments);
    Databases databases = call.databases();
    Databases.KeyVisitor visitor = (key, type) -> page.visit(key, arguments.wantsType(type));
    long next =
        page.take(cursor, from -> databases.scan(call.database(), from, call.now(), visitor));
    page.write(call.reply(), next);
  }
}
