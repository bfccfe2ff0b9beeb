package io.miniredis.server.command.memory;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Command;
import io.miniredis.server.engine.Group;
import io.miniredis.server.engine.Spec;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;

/**
 * Replies with what the JVM tells of its pools of memory, where Redis tells of its allocator: text,
 * verbatim in RESP3.
 */
final class MemoryMallocStats implements Command {
  static final Spec SPEC =
      Spec.command("MEMORY MALLOC-STATS", Group.SERVER)
          .summary("Tells how the JVM divides its memory.")
          .usage("")
          .arity(2)
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
    StringBuilder text = new StringBuilder("pool: bytes used, committed, at most (-1: no limit)\n");
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      tell(text, pool.getName(), pool.getUsage());
    }
    for (var pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      text.append(pool.getName()).append(" buffers: ").append(pool.getMemoryUsed());
      text.append(", ").append(pool.getTotalCapacity()).append(", -1\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    call.reply().verbatim("txt", bytes, 0, bytes.length);
  }

  private static void tell(StringBuilder text, String pool, MemoryUsage usage) {
    text.append(pool).append(": ").append(usage.getUsed());
    text.append(", ").append(usage.getCommitted());
    text.append(", ").append(usage.getMax()).append('\n');
  }
}
