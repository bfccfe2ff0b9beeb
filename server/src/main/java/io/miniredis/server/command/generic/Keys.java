package io.miniredis.server.command.generic;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Databases;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.GlobPattern;
import io.miniredis.server.value.Slice;

/** Replies with every key of the database that matches a pattern, in no particular order. */
final class Keys implements Command {
  static final Spec SPEC =
      Spec.command("KEYS", Group.GENERIC)
          .summary("Lists all keys that match a pattern; SCAN does it without holding others up.")
          .usage("pattern")
          .arity(2)
          .flags(Flag.READONLY)
          .acl(AclCategory.DANGEROUS, AclCategory.KEYSPACE)
          .locksAll()
          .tips("request_policy:all_shards", "nondeterministic_output_order")
          .since("1.0.0")
          .complexity("O(N) for N keys in the database")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    ReplyWriter reply = call.reply();
    long start = reply.beginArray();
    Matches matches = new Matches(call.arg(1), reply);
    call.databases().forEach(call.database(), call.now(), matches);
    reply.endArray(start, matches.count);
  }

  private static final class Matches implements Databases.KeyVisitor {
    private final Slice pattern;
    private final ReplyWriter reply;
    private long count;

    Matches(Slice pattern, ReplyWriter reply) {
      this.pattern = pattern;
      this.reply = reply;
    }

    @Override
    public void visit(Slice key, String type) {
      if (GlobPattern.matches(pattern, key)) {
        reply.bulk(key.array(), key.offset(), key.length());
        count++;
      }
    }
  }
}
