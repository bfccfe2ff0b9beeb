package io.miniredis.server.net;

import io.miniredis.protocol.CommandDecoder;
import io.miniredis.server.engine.Dispatcher;
import org.jspecify.annotations.Nullable;

/** What the connections of one event loop share: used by its thread alone. */
final class LoopState {
  private static final int READ_BUFFER = 64 * 1024;

  final Dispatcher dispatcher;
  private final byte[] readBuffer = new byte[READ_BUFFER];
  private @Nullable CommandDecoder spareDecoder;

  LoopState(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** Room for bytes just read: the loop's own buffer, unless there are more than usual. */
  byte[] readBuffer(int bytes) {
    return bytes <= READ_BUFFER ? readBuffer : new byte[bytes];
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
