package io.miniredis.server.command.server;

import io.miniredis.protocol.Replies;
import io.miniredis.server.config.Config;
import io.miniredis.server.config.ConfigException;
import io.miniredis.server.config.RawText;
import io.miniredis.server.config.Setting;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Arguments;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes settings, all or none. Checked in this order: that every name has a value; for each pair
 * that the setting exists, may be changed, and was not named before; each value; whether what
 * depends on them can follow.
 *
 * <p>It runs alone: no other command sees some of the values and not the others.
 */
final class ConfigSet implements Command {
  static final Spec SPEC =
      Spec.command("CONFIG SET", Group.SERVER)
          .summary("Changes settings, all or none.")
          .usage("parameter value [parameter value ...]")
          .arity(-4)
          .flags(Flag.ADMIN, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE)
          .locksAll()
          .tips("request_policy:all_nodes", "response_policy:all_succeeded")
          .since("2.0.0")
          .complexity("O(N) for N settings")
          .build();

  private static final Logger LOG = LoggerFactory.getLogger(ConfigSet.class);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() % 2 != 0) {
      throw CommandError.SYNTAX;
    }
    List<Config.Pair> pairs = new ArrayList<>();
    for (int i = 2; i < call.argc(); i += 2) {
      pairs.add(new Config.Pair(text(call, i), text(call, i + 1)));
    }
    boolean local = call.session().link().isLocal();
    try {
      call.engine().config().set(pairs, local, false).forEach(LOG::warn);
    } catch (ConfigException e) {
      throw ConfigErrors.of(e);
    }
    call.reply().simple(Replies.OK);
  }

  private static String text(Call call, int arg) {
    return RawText.decode(call.arg(arg).toBytes());
  }

  @Override
  public boolean isSecret(int index, Arguments args) {
    if (index < 3) {
      return false; // beyond that also where the number of arguments is wrong
    }
    Setting<?> setting = Settings.find(RawText.decode(args.arg(index - 1).toBytes()));
    return setting != null && setting.secret();
  }
}
