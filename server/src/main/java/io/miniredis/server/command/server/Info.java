package io.miniredis.server.command.server;

import io.miniredis.server.engine.AclCategory;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * Replies with figures about the server, in sections; those asked for, or the usual ones. Unknown
 * sections are left out.
 */
final class Info implements Command {
  static final Spec SPEC =
      Spec.command("INFO", Group.SERVER)
          .summary("Tells figures about the server.")
          .usage("[section [section ...]]")
          .arity(-1)
          .flags(Flag.LOADING, Flag.STALE)
          .acl(AclCategory.DANGEROUS)
          .locksAll()
          .tips("nondeterministic_output", "request_policy:all_shards", "response_policy:special")
          .since("1.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    Set<InfoSection> sections = EnumSet.noneOf(InfoSection.class);
    for (int i = 1; i < call.argc(); i++) {
      sections.addAll(InfoSection.named(call.arg(i)));
    }
    if (call.argc() == 1) {
      sections = InfoSection.usual();
    }
    InfoText text = new InfoText();
    sections.forEach(section -> section.write(text, call));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    call.reply().verbatim("txt", bytes, 0, bytes.length);
  }
}
