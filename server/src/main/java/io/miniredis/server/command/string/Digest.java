package io.miniredis.server.command.string;

import static io.miniredis.server.engine.KeySpec.Use.ACCESS;
import static io.miniredis.server.engine.KeySpec.readOnly;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.Xxh3;

/**
 * Replies with the XXH3 hash of a string as sixteen hexadecimal digits; nil if the key is absent.
 *
 * <p>Checked: the type.
 */
final class Digest implements Command {
  static final Spec SPEC =
      Spec.command("DIGEST", Group.STRING)
          .summary("Tells the digest of a string.")
          .usage("key")
          .arity(2)
          .flags(Flag.FAST, Flag.READONLY)
          .keys(readOnly(1, ACCESS))
          .since("8.4.0")
          .complexity("O(N) for a string of N bytes")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Slice value = call.findString(1);
    if (value == null) {
      call.reply().nil();
    } else {
      call.reply().bulk(Xxh3.text(Xxh3.hash(value)));
    }
  }
}
