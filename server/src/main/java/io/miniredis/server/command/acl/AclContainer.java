package io.miniredis.server.command.acl;

import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;

/** ACL: who may use the server, and for what. */
public final class AclContainer implements CommandTable.Container {
  static final Spec SPEC =
      Spec.command("ACL", Group.SERVER)
          .summary("Commands about users and what they may do.")
          .usage("")
          .arity(-2)
          .since("6.0.0")
          .complexity("Depends on the subcommand")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public List<Command> subcommands() {
    return List.of(
        new AclCat(),
        new AclDelUser(),
        new AclDryRun(),
        new AclGenPass(),
        new AclGetUser(),
        new AclHelp(),
        new AclList(),
        new AclLoad(),
        new AclLog(),
        new AclSave(),
        new AclSetUser(),
        new AclUsers(),
        new AclWhoAmI());
  }
}
