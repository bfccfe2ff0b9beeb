package io.miniredis.server.net;

import io.miniredis.server.engine.Dispatcher;
import io.miniredis.server.engine.Session;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.function.BooleanSupplier;

/**
 * The part of one client in the account of memory: what waits in its buffers, and what the server
 * keeps for it.
 */
final class BufferAccount {
  private final Channel channel;
  private final Dispatcher dispatcher;
  private final Session session;
  private final Input input;
  private final Output output;
  private final BooleanSupplier held;
  private long counted;
  private boolean watched; // whether it is told when the peer has taken all replies

  /**
   * @param held whether the peer is not to get yet what is written; who lets go of it updates
   */
  BufferAccount(
      Channel channel,
      Dispatcher dispatcher,
      Session session,
      Input input,
      Output output,
      BooleanSupplier held) {
    this.channel = channel;
    this.dispatcher = dispatcher;
    this.session = session;
    this.input = input;
    this.output = output;
    this.held = held;
  }

  /** Counts what there is now, and again when the peer has taken it. */
  void update() {
    if (!channel.isRegistered()) {
      return; // what it had was counted back at its end
    }
    long unread = output.pending();
    count(input.capacity() + unread + session.heapBytes());
    if (unread > 0 && !watched && !held.getAsBoolean()) {
      watched = true;
      // told from within the write, when the bytes still count: look later
      channel
          .writeAndFlush(Unpooled.EMPTY_BUFFER)
          .addListener(taken -> channel.eventLoop().execute(this::takenAll));
    }
  }

  private void takenAll() {
    watched = false;
    update();
  }

  /** Counts all of it back. */
  void end() {
    count(0);
  }

  private void count(long bytes) {
    if (bytes != counted) {
      dispatcher.buffered(bytes - counted);
      counted = bytes;
    }
  }
}
