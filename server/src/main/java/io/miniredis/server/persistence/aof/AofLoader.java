package io.miniredis.server.persistence.aof;

import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.Replay;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Does again what stands in files of changes. */
final class AofLoader {
  private static final int BUFFER = 1 << 20;
  private static final int UNITS_AT_ONCE = 1000;

  private final Engine engine;
  private final Replay replay;
  private long before; // bytes of the files before

  AofLoader(Engine engine) {
    this.engine = engine;
    this.replay = new Replay(engine);
  }

  /**
   * What was read.
   *
   * @param commands how many
   * @param end the offset behind the last complete unit
   * @param cutOff whether something incomplete stands behind it
   */
  record Outcome(long commands, long end, boolean cutOff) {}

  /**
   * Reads a file of changes to its end.
   *
   * @throws AofReader.FormatException if it is not what was written, or a command fails
   */
  Outcome load(SeekableByteChannel in) throws IOException {
    AofReader reader = new AofReader(in, in.position(), BUFFER);
    long commands = 0;
    while (true) {
      Step step = alone(() -> some(reader));
      commands += step.commands;
      engine.loading().progress(before + reader.offset());
      if (step.end != null) {
        before += reader.offset();
        return new Outcome(commands, reader.offset(), step.end == AofReader.Next.CUT_OFF);
      }
    }
  }

  private record Step(long commands, AofReader.@Nullable Next end) {}

  private Step some(AofReader reader) throws IOException {
    long commands = 0;
    for (int i = 0; i < UNITS_AT_ONCE; i++) {
      AofReader.Next next = reader.next();
      if (next != AofReader.Next.UNIT) {
        return new Step(commands, next);
      }
      for (int c = 0; c < reader.commands(); c++) {
        String error =
            replay.run(reader.buffer(), reader.offsets(c), reader.lengths(c), reader.argc(c));
        if (error != null) {
          throw new AofReader.FormatException(reader.unitOffset(), error);
        }
      }
      commands += reader.commands();
    }
    return new Step(commands, null);
  }

  private <T> T alone(Callable<T> work) throws IOException {
    try {
      return replay.alone(work);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
