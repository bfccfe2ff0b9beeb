package io.miniredis.server.command.hash;

import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.HashValue;

/**
 * Replies with the number of fields of a hash; 0 if the key does not exist. Fields that have
 * expired count until they are removed, as in Redis.
 */
final class HLen implements Command {
  static final Spec SPEC =
      Spec.command("HLEN", Group.HASH)
          .summary("Counts the fields of a hash.")
          .usage("key")
          .arity(2)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1))
          .since("2.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    HashValue hash = call.find(1, HashValue.TYPE);
    call.reply().integer(hash == null ? 0 : hash.size());
  }
}
