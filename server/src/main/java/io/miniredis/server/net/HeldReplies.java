package io.miniredis.server.net;

import io.miniredis.server.engine.Engine;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what a connection has written, but not before what was changed is on the disk, if that is
 * how it is to be. For the connection's event loop alone.
 */
final class HeldReplies {
  private static final Logger LOG = LoggerFactory.getLogger(HeldReplies.class);

  private final Channel channel;
  private final Engine engine;
  private final Runnable letGo;
  private boolean holding;
  private boolean more; // was written meanwhile, so that it has to wait for more

  /**
   * @param letGo is run when what was held has been sent
   */
  HeldReplies(Channel channel, Engine engine, Runnable letGo) {
    this.channel = channel;
    this.engine = engine;
    this.letGo = letGo;
  }

  /** Whether something waits for the disk: nothing more is to be executed until it is sent. */
  boolean isHolding() {
    return holding;
  }

  /** Sends what was written; false if it has to wait. */
  boolean flush() {
    if (holding) {
      return false;
    }
    if (engine.durability().isSettled()) {
      channel.flush();
      return true;
    }
    hold();
    return false;
  }

  /** What was written now speaks of what has been changed now. */
  void wrote() {
    more = true;
  }

  /** Closes the connection behind what was written. */
  void close() {
    if (engine.durability().isSettled()) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else {
      engine.durability().whenSettled(() -> execute(this::close));
    }
  }

  private void hold() {
    holding = true;
    more = false;
    engine.durability().whenSettled(() -> execute(this::settled));
  }

  private void settled() {
    if (more) {
      hold();
      return;
    }
    holding = false;
    channel.flush();
    letGo.run();
  }

  /** The thread of the disk tells, and must not mind that a loop has ended. */
  private void execute(Runnable task) {
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("nobody is there any more to be sent anything", e);
    }
  }
}
