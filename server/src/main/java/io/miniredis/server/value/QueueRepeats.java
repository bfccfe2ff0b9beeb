package io.miniredis.server.value;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The repeating jobs of a queue, by their names. */
final class QueueRepeats {
  private final RecordTable byName = new RecordTable();
  private long bytes = 32;

  long bytes() {
    return bytes + byName.heapBytes();
  }

  @Nullable QueueRepeat find(Slice name) {
    return (QueueRepeat) byName.find(name);
  }

  void add(QueueRepeat repeat) {
    byName.insert(repeat, Hashing.hash(repeat.name(new Slice())));
    bytes += repeat.bytes();
  }

  void remove(QueueRepeat repeat) {
    Slice name = repeat.name(new Slice());
    byName.removeAt(
        byName.locate(name.array(), name.offset(), name.length(), Hashing.hash(name)));
    repeat.leave();
    bytes -= repeat.bytes();
  }

  void forEach(Consumer<QueueRepeat> visitor) {
    byName.forEach(o -> visitor.accept((QueueRepeat) o));
  }
}
