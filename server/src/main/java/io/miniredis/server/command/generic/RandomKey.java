package io.miniredis.server.command.generic;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.util.concurrent.ThreadLocalRandom;

/** Replies with a key picked at random, or nil if the database is empty. */
final class RandomKey implements Command {
  static final Spec SPEC =
      Spec.command("RANDOMKEY", Group.GENERIC)
          .summary("Picks a key of the database at random.")
          .usage("")
          .arity(1)
          .flags(Flag.READONLY)
          .locksAll()
          .tips("request_policy:all_shards", "response_policy:special", "nondeterministic_output")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    byte[] key =
        call.databases().randomKey(call.database(), call.now(), ThreadLocalRandom.current());
    if (key == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(key);
    }
  }
}
