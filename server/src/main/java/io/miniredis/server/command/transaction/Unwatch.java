package io.miniredis.server.command.transaction;

import io.miniredis.protocol.Replies;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;

/** Watches no key any more. OK. */
final class Unwatch implements Command {
  private static final Spec SPEC =
      Spec.command("UNWATCH", Group.TRANSACTIONS)
          .summary("Ends the watch of all keys that the client watches.")
          .usage("")
          .arity(1)
          .flags(Flag.ALLOW_BUSY, Flag.FAST, Flag.LOADING, Flag.NOSCRIPT, Flag.STALE)
          .since("2.2.0")
          .complexity("O(N) where N is the number of watched keys")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    call.engine().watching().unwatch(call.session());
    call.reply().simple(Replies.OK);
  }
}
