package io.miniredis.server.command.server;

import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with the server's part in replication: a master at offset 0, with no replicas. */
final class Role implements Command {
  static final Spec SPEC =
      Spec.command("ROLE", Group.SERVER)
          .summary("Tells whether the server is a master or a replica, and of whom.")
          .arity(1)
          .flags(Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.FAST)
          .acl(AclCategory.ADMIN, AclCategory.DANGEROUS)
          .since("2.8.12")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().array(3);
    call.reply().bulk("master");
    call.reply().integer(0);
    call.reply().array(0);
  }
}
