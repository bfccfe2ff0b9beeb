package io.miniredis.server.net;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import java.util.concurrent.Executor;

/**
 * An event loop that can go on with its work from within one of its own tasks. Never from within
 * input or output: there a channel is in the middle of reading.
 */
final class NestingLoop extends SingleThreadIoEventLoop {
  private static final long MAX_NANOS = 10_000_000;
  private static final Runnable NOTHING = () -> {};

  NestingLoop(IoEventLoopGroup parent, Executor executor, IoHandlerFactory handlers) {
    super(parent, executor, handlers);
  }

  /** Does what is to be done now, and returns; for a task of this loop. */
  void goOn() {
    execute(NOTHING); // with a task in hand the loop does not wait for input
    runIo();
    runAllTasks(MAX_NANOS);
  }
}
