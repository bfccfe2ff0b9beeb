package io.miniredis.server.net;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import java.util.concurrent.Executor;

/**
 * An event loop that can go on with its work from within one of its own tasks, though never from
 * within input or output: there a channel is in the middle of reading. When it ends, its channels
 * are closed.
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

  /**
   * Closes what is open before it lets the loop end. Netty does so between input and tasks; who
   * tells the loop to end while a task runs, and allows no quiet period, would leave the sockets
   * open, their peers waiting, and what is counted of them counted.
   */
  @Override
  protected boolean confirmShutdown() {
    if (isShuttingDown()) {
      ioHandler().prepareToDestroy();
    }
    return super.confirmShutdown();
  }
}
