package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.protocol.Numbers;
import io.miniredis.server.command.GeneralText;
import io.miniredis.server.command.ScanArguments;
import io.miniredis.server.command.ScanPage;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetValue;

/**
 * Walks through the elements of a sorted set in steps: replies with the cursor of the next step,
 * and an array of members and scores in turn. A small set is told in one step. Scores are bulks of
 * text under RESP3 too.
 *
 * <p>Checked in this order: the cursor, the key's type, the options; nothing of a key that does not
 * exist.
 */
final class ZScan implements Command {
  static final Spec SPEC =
      Spec.command("ZSCAN", Group.SORTED_SET)
          .summary("Walks through the elements of a sorted set in steps.")
          .usage("key cursor [MATCH pattern] [COUNT count]")
          .arity(-3)
          .flags(Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .tips("nondeterministic_output")
          .since("2.8.0")
          .complexity("O(1) for a step, O(N) for all of N elements")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long cursor = ScanArguments.cursor(call, 2);
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    if (set == null) {
      ScanPage.empty(call.reply());
      return;
    }
    ScanPage page = new ScanPage(ScanArguments.parse(call, 3));
    SortedSetValue.Visitor visitor =
        (member, score) -> {
          if (page.visit(member)) {
            page.add(set.isPacked() ? shortest(score) : Slice.of(GeneralText.of(score)));
          }
        };
    long next = page.take(cursor, from -> set.scan(from, visitor));
    page.write(call.reply(), next);
  }

  private static Slice shortest(double score) {
    byte[] text = new byte[Numbers.MAX_DOUBLE_BYTES];
    return new Slice().wrap(text, 0, Numbers.formatDouble(score, text, 0));
  }
}
