package io.miniredis.server.command.acl;

import io.miniredis.protocol.Replies;
import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.acl.DenialLog;
import io.miniredis.server.command.ContainerErrors;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Replies with what was refused lately, the latest first, 10 entries if no number is told: a map
 * each. RESET forgets them: OK.
 */
final class AclLog implements Command {
  private static final int FIELDS = 10;
  private static final int USUAL_COUNT = 10;

  static final Spec SPEC =
      Spec.command("ACL LOG", Group.SERVER)
          .summary("Tells what was refused lately.")
          .usage("[count | RESET]")
          .arity(-2)
          .flags(Flag.ADMIN, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("6.0.0")
          .complexity("O(N) where N is the number of entries")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    DenialLog log = call.engine().access().log();
    if (call.argc() > 3) {
      throw ContainerErrors.arguments(call);
    }
    if (call.argc() == 3 && call.argIs(2, "RESET")) {
      log.clear();
      call.reply().simple(Replies.OK);
      return;
    }
    long count = call.argc() == 3 ? Math.max(0, call.longArg(2)) : USUAL_COUNT;
    List<DenialLog.Entry> entries = log.entries();
    int n = (int) Math.min(count, entries.size());
    call.reply().array(n);
    for (DenialLog.Entry entry : entries.subList(0, n)) {
      tell(call.reply(), entry, call.now());
    }
  }

  private static void tell(ReplyWriter reply, DenialLog.Entry entry, long now) {
    reply.map(FIELDS);
    reply.bulk("count");
    reply.integer(entry.count());
    tell(reply, "reason", entry.reason());
    tell(reply, "context", entry.context());
    tell(reply, "object", entry.object());
    tell(reply, "username", entry.user());
    reply.bulk("age-seconds");
    reply.doubleValue((now - entry.createdMillis()) / 1000.0);
    tell(reply, "client-info", entry.client());
    reply.bulk("entry-id");
    reply.integer(entry.id());
    reply.bulk("timestamp-created");
    reply.integer(entry.createdMillis());
    reply.bulk("timestamp-last-updated");
    reply.integer(entry.updatedMillis());
  }

  private static void tell(ReplyWriter reply, String name, String value) {
    reply.bulk(name);
    reply.bulk(value.getBytes(StandardCharsets.ISO_8859_1));
  }
}
