package io.miniredis.server.command.generic;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.MaxmemoryPolicy;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;

/**
 * Replies with the number of references to a value, or nil if the key does not exist. Nothing is
 * shared here; but for the integers that Redis shares, 0 to 9999 where no key may be evicted for
 * its age, the reply is Redis's.
 */
final class ObjectRefCount implements Command {
  static final Spec SPEC =
      Spec.command("OBJECT REFCOUNT", Group.GENERIC)
          .summary("Tells how many references a key's value has.")
          .usage("key")
          .arity(3)
          .flags(Flag.READONLY)
          .keys(readOnly(2))
          .tips("nondeterministic_output")
          .since("2.2.3")
          .complexity("O(1)")
          .build();

  private static final int SHARED_INTEGERS = 10_000;

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    if (call.inspect(2)) {
      call.reply().integer(isSharedInteger(call) ? Integer.MAX_VALUE : 1);
    } else {
      call.reply().nil();
    }
  }

  private static boolean isSharedInteger(Call call) {
    if (!"int".equals(call.encoding(2)) || evictsByUse(call)) {
      return false;
    }
    Slice text = call.peekString(2);
    return text != null && text.asLong() >= 0 && text.asLong() < SHARED_INTEGERS;
  }

  private static boolean evictsByUse(Call call) {
    Config config = call.engine().config();
    MaxmemoryPolicy policy = config.get(Settings.MAXMEMORY_POLICY);
    return config.number(Settings.MAXMEMORY) > 0
        && (policy.leastRecent() || policy.leastFrequent());
  }
}
