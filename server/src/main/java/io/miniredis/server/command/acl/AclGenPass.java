package io.miniredis.server.command.acl;

import io.miniredis.server.command.ContainerErrors;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Replies with a random password of so many bits, 256 if not told, in hexadecimal. */
final class AclGenPass implements Command {
  static final Spec SPEC =
      Spec.command("ACL GENPASS", Group.SERVER)
          .summary("Makes a random password.")
          .usage("[bits]")
          .arity(-2)
          .flags(Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("6.0.0")
          .complexity("O(1)")
          .build();

  private static final int USUAL_BITS = 256;
  private static final int MAX_BITS = 4096;
  private static final int BITS_A_DIGIT = 4;
  private static final CommandError BITS =
      CommandError.of(
          "ERR ACL GENPASS argument must be the number of bits for the output password, a positive"
              + " number up to 4096");

  @Override
  public Spec spec() {
    return SPEC;
  }

  private static int bits(Call call) {
    long bits = call.longArg(2);
    if (bits < 1 || bits > MAX_BITS) {
      throw BITS;
    }
    return (int) bits;
  }

  @Override
  public void execute(Call call) {
    if (call.argc() > 3) {
      throw ContainerErrors.arguments(call);
    }
    int bits = call.argc() == 2 ? USUAL_BITS : bits(call);
    int digits = (bits + BITS_A_DIGIT - 1) / BITS_A_DIGIT;
    byte[] random = new byte[(digits + 1) / 2];
    new SecureRandom().nextBytes(random);
    call.reply().bulk(HexFormat.of().formatHex(random).substring(0, digits));
  }
}
