package io.miniredis.server.command.sortedset;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.protocol.Numbers;
import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.command.ScanArguments;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetValue;
import java.util.ArrayList;
import java.util.List;

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

  /** The elements of one step. */
  private static final class Step {
    private final ScanArguments arguments;
    private final List<Slice> members = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();
    private long visited;

    Step(ScanArguments arguments) {
      this.arguments = arguments;
    }

    long take(SortedSetValue set, long from) {
      long cursor = from;
      long most = Math.multiplyExact(10L, Math.min(arguments.count(), Integer.MAX_VALUE));
      do {
        cursor = set.scan(cursor, this::visit);
      } while (cursor != 0 && most-- > 0 && visited < arguments.count());
      return cursor;
    }

    private void visit(Slice member, double score) {
      visited++;
      if (arguments.matches(member)) {
        members.add(new Slice().wrap(member.array(), member.offset(), member.length()));
        scores.add(score);
      }
    }
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    long cursor = ScanArguments.cursor(call, 2);
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    ReplyWriter reply = call.reply();
    reply.array(2);
    if (set == null) {
      reply.bulk(ScanArguments.text(0));
      reply.array(0);
      return;
    }
    Step step = new Step(ScanArguments.parse(call, 3));
    reply.bulk(ScanArguments.text(step.take(set, cursor)));
    int n = step.members.size();
    reply.array(2L * n);
    byte[] text = new byte[64];
    for (int i = 0; i < n; i++) {
      Slice member = step.members.get(i);
      reply.bulk(member.array(), member.offset(), member.length());
      double score = step.scores.get(i);
      if (set.isPacked()) {
        reply.bulk(text, 0, Numbers.formatDouble(score, text, 0));
      } else {
        reply.bulk(GeneralText.of(score));
      }
    }
  }
}
