package io.miniredis.server.command.server;

import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.persistence.Persistence;

/** Replies when the last snapshot was written, or the server began: in seconds since the epoch. */
final class LastSave implements Command {
  static final Spec SPEC =
      Spec.command("LASTSAVE", Group.SERVER)
          .summary("Replies when the last snapshot was written.")
          .usage("")
          .arity(1)
          .flags(Flag.FAST, Flag.LOADING, Flag.STALE)
          .acl(AclCategory.ADMIN, AclCategory.DANGEROUS)
          .tips("nondeterministic_output")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.reply().integer(Persistence.of(call.engine()).lastSaveSeconds());
  }
}
