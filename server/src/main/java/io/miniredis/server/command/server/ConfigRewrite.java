package io.miniredis.server.command.server;

import io.miniredis.protocol.Replies;
import io.miniredis.server.config.Config;
import io.miniredis.server.config.ConfigException;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the configuration file to the settings of now. The file is on the disk when the reply
 * comes; other clients do not wait for that.
 */
final class ConfigRewrite implements Command {
  static final Spec SPEC =
      Spec.command("CONFIG REWRITE", Group.SERVER)
          .summary("Writes the settings of now to the configuration file.")
          .arity(2)
          .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
          .tips("request_policy:all_nodes", "response_policy:all_succeeded")
          .since("2.8.0")
          .complexity("O(N) for N settings")
          .build();

  private static final Logger LOG = LoggerFactory.getLogger(ConfigRewrite.class);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Config config = call.engine().config();
    try {
      call.slowly(
          () -> {
            config.rewrite();
            return true;
          });
    } catch (ConfigException e) {
      LOG.warn("CONFIG REWRITE failed: {}", e.getMessage());
      throw ConfigErrors.of(e);
    }
    LOG.info("CONFIG REWRITE executed with success.");
    call.reply().simple(Replies.OK);
  }
}
