package io.miniredis.server.command.connection;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.engine.TrackingMode;
import io.miniredis.server.engine.TrackingState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replies with how this client is told of changes: flags, redirection and prefixes. */
final class ClientTrackingInfo implements Command {
  static final Spec SPEC =
      Spec.command("CLIENT TRACKINGINFO", Group.CONNECTION)
          .summary("Tells how this connection is told of changes.")
          .usage("")
          .arity(2)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("6.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    TrackingState tracking = call.session().tracking();
    List<String> flags = flags(tracking);
    List<byte[]> prefixes = tracking == null ? List.of() : tracking.prefixes();
    ReplyWriter reply = call.reply();
    reply.map(3);
    reply.bulk("flags");
    reply.set(flags.size());
    flags.forEach(reply::bulk);
    reply.bulk("redirect");
    reply.integer(ClientGetRedir.of(tracking));
    reply.bulk("prefixes");
    reply.array(prefixes.size());
    prefixes.forEach(reply::bulk);
  }

  private static List<String> flags(@Nullable TrackingState tracking) {
    if (tracking == null) {
      return List.of("off");
    }
    TrackingMode mode = tracking.mode();
    List<String> flags = new ArrayList<>();
    flags.add("on");
    add(flags, mode.broadcast(), "bcast");
    add(flags, mode.optIn(), "optin");
    add(flags, mode.optIn() && tracking.isCaching(), "caching-yes");
    add(flags, mode.optOut(), "optout");
    add(flags, mode.optOut() && tracking.isCaching(), "caching-no");
    add(flags, mode.noLoop(), "noloop");
    add(flags, tracking.isBroken(), "broken_redirect");
    return flags;
  }

  private static void add(List<String> flags, boolean yes, String flag) {
    if (yes) {
      flags.add(flag);
    }
  }
}
