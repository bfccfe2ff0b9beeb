package io.miniredis.server.net;

import io.miniredis.protocol.CommandDecoder;
import io.miniredis.server.engine.Dispatcher;
import org.jspecify.annotations.Nullable;

/** What the connections of one event loop share: used by its thread alone. */
final class LoopState {
  private static final int MOST_READ = 64 * 1024; // what Netty reads at a time
  private static final int READ_BUFFER = MOST_READ + 16 * 1024; // with the head of a cut command

  final Dispatcher dispatcher;
  private final byte[] readBuffer = new byte[READ_BUFFER];
  private @Nullable CommandDecoder spareDecoder;
  private @Nullable Backlog spareBacklog;

  LoopState(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** Room for bytes just read: the loop's own buffer, unless there are more than usual. */
  byte[] readBuffer(int bytes) {
    return bytes <= READ_BUFFER ? readBuffer : new byte[bytes];
  }

  /** Whether so many bytes have room in the loop's own buffer. */
  static boolean hasRoomFor(int bytes) {
    return bytes <= READ_BUFFER;
  }

  /** An empty backlog. */
  Backlog takeBacklog() {
    Backlog backlog = spareBacklog;
    spareBacklog = null;
    return backlog == null ? new Backlog() : backlog;
  }

  /** Takes back a backlog that is needed no more. */
  void giveBack(Backlog backlog) {
    if (backlog.capacity() <= Backlog.SMALL) {
      backlog.clear();
      spareBacklog = backlog;
    }
  }

  CommandDecoder takeDecoder() {
    CommandDecoder decoder = spareDecoder;
    spareDecoder = null;
    return decoder == null ? new CommandDecoder() : decoder;
  }

  void giveBack(CommandDecoder decoder) {
    spareDecoder = decoder;
  }
}
