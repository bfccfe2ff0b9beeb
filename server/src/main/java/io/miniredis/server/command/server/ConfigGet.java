package io.miniredis.server.command.server;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.config.Config;
import io.miniredis.server.config.RawText;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.ArrayList;
import java.util.List;

/** Replies with the settings that any of the patterns matches, each once, as names and values. */
final class ConfigGet implements Command {
  static final Spec SPEC =
      Spec.command("CONFIG GET", Group.SERVER)
          .summary("Reads settings.")
          .usage("parameter [parameter ...]")
          .arity(-3)
          .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
          .since("2.0.0")
          .complexity("O(N*M) for N settings and M patterns")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    List<String> patterns = new ArrayList<>();
    for (int i = 2; i < call.argc(); i++) {
      patterns.add(RawText.decode(call.arg(i).toBytes()));
    }
    List<Config.Pair> found = call.engine().config().match(patterns);
    ReplyWriter reply = call.reply();
    reply.map(found.size());
    for (Config.Pair pair : found) {
      reply.bulk(RawText.encode(pair.name()));
      reply.bulk(RawText.encode(pair.value()));
    }
  }
}
