package io.miniredis.server.command.connection;

import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.List;

/** CLIENT: this connection, and the others. */
final class ClientContainer implements CommandTable.Container {
  static final Spec SPEC =
      Spec.command("CLIENT", Group.CONNECTION)
          .summary("Commands about connections.")
          .usage("")
          .arity(-2)
          .acl()
          .since("2.4.0")
          .complexity("Depends on the subcommand")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public List<Command> subcommands() {
    return List.of(
        new ClientCaching(),
        new ClientGetName(),
        new ClientGetRedir(),
        new ClientHelp(),
        new ClientId(),
        new ClientInfo(),
        new ClientKill(),
        new ClientList(),
        new ClientNoEvict(),
        new ClientNoTouch(),
        new ClientPause(),
        new ClientReply(),
        new ClientSetInfo(),
        new ClientSetName(),
        new ClientTracking(),
        new ClientTrackingInfo(),
        new ClientUnblock(),
        new ClientUnpause());
  }
}
