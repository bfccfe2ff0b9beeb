package io.miniredis.server.command;

import io.miniredis.server.command.acl.AclContainer;
import io.miniredis.server.command.bitmap.BitmapCommands;
import io.miniredis.server.command.connection.ConnectionCommands;
import io.miniredis.server.command.generic.GenericCommands;
import io.miniredis.server.command.geo.GeoCommands;
import io.miniredis.server.command.hash.HashCommands;
import io.miniredis.server.command.hyperloglog.HyperLogLogCommands;
import io.miniredis.server.command.latency.LatencyContainer;
import io.miniredis.server.command.list.ListCommands;
import io.miniredis.server.command.memory.MemoryContainer;
import io.miniredis.server.command.module.ModuleContainer;
import io.miniredis.server.command.pubsub.PubSubCommands;
import io.miniredis.server.command.queue.QueueCommands;
import io.miniredis.server.command.scripting.ScriptingCommands;
import io.miniredis.server.command.server.ServerCommands;
import io.miniredis.server.command.set.SetCommands;
import io.miniredis.server.command.slowlog.SlowLogContainer;
import io.miniredis.server.command.sortedset.SortedSetCommands;
import io.miniredis.server.command.stream.StreamCommands;
import io.miniredis.server.command.string.StringCommands;
import io.miniredis.server.command.transaction.TransactionCommands;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All commands of the server: the groups' lists, put together. */
public final class Commands {
  private Commands() {}

  /**
   * A table of all commands, but some renamed or taken away.
   *
   * @param renamed as {@link CommandTable#renamed} takes it
   */
  public static CommandTable table(Map<String, String> renamed) {
    return CommandTable.renamed(all(), renamed);
  }

  /** All commands, in order of their groups. */
  public static List<Command> all() {
    return Stream.of(
            ConnectionCommands.all(),
            GenericCommands.all(),
            HashCommands.all(),
            SetCommands.all(),
            SortedSetCommands.all(),
            StreamCommands.all(),
            StringCommands.all(),
            TransactionCommands.all(),
            ScriptingCommands.all(),
            BitmapCommands.all(),
            GeoCommands.all(),
            HyperLogLogCommands.all(),
            ListCommands.all(),
            PubSubCommands.all(),
            QueueCommands.all(),
            ServerCommands.all(),
            List.<Command>of(
                new AclContainer(),
                new LatencyContainer(),
                new MemoryContainer(),
                new ModuleContainer(),
                new SlowLogContainer()))
        .flatMap(List::stream)
        .toList();
  }
}
