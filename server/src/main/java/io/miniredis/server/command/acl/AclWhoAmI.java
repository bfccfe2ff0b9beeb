package io.miniredis.server.command.acl;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.nio.charset.StandardCharsets;

/** Replies with the name of the user that the connection is authenticated as. */
final class AclWhoAmI implements Command {
  static final Spec SPEC =
      Spec.command("ACL WHOAMI", Group.SERVER)
          .summary("Tells the name of the connection's user.")
          .usage("")
          .arity(2)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("6.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().bulk(call.session().user().name().getBytes(StandardCharsets.ISO_8859_1));
  }
}
