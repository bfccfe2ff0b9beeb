package io.miniredis.server.command.pubsub;

import io.miniredis.server.command.HelpText;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Replies with what the subcommands of PUBSUB do. */
final class PubSubHelp implements Command {
  static final Spec SPEC =
      Spec.command("PUBSUB HELP", Group.PUBSUB)
          .summary("Tells what the subcommands of PUBSUB do.")
          .usage("")
          .arity(2)
          .flags(Flag.LOADING, Flag.STALE)
          .acl()
          .since("6.2.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    HelpText.reply(
        call,
        "CHANNELS [<pattern>]",
        "    List the channels that somebody listens to, or those that match <pattern>.",
        "NUMPAT",
        "    Tell how many different patterns somebody listens to.",
        "NUMSUB [<channel> ...]",
        "    Tell how many clients listen to each <channel> by its name.",
        "SHARDCHANNELS [<pattern>]",
        "    List the shard channels that somebody listens to, or those that match <pattern>.",
        "SHARDNUMSUB [<shardchannel> ...]",
        "    Tell how many clients listen to each <shardchannel>.");
  }
}
