package io.miniredis.server.command.memory;

import io.miniredis.server.command.MemoryFigures;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.nio.charset.StandardCharsets;

/** Replies with what is worth a look in the use of memory: text, verbatim in RESP3. */
final class MemoryDoctor implements Command {
  static final Spec SPEC =
      Spec.command("MEMORY DOCTOR", Group.SERVER)
          .summary("Explains what is worth a look in the use of memory.")
          .usage("")
          .arity(2)
          .locksAll()
          .tips("nondeterministic_output", "request_policy:all_shards", "response_policy:special")
          .since("4.0.0")
          .complexity("O(1)")
          .build();

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public void execute(Call call) {
    byte[] text =
        MemoryReport.of(
                MemoryFigures.of(call),
                call.engine().memory().limit(),
                Runtime.getRuntime().maxMemory(),
                call.engine().sessions().count())
            .getBytes(StandardCharsets.UTF_8);
    call.reply().verbatim("txt", text, 0, text.length);
  }
}
