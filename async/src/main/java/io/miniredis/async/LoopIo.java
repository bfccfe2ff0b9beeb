package io.miniredis.async;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A loop as Netty's channels see it. Netty's own loops belong to one thread; this one belongs to
 * whoever has the turn, which is one thread at a time as well.
 *
 * <p>Its tasks are callbacks of the loop, its timers follow the loop's clock. It ends with the
 * loop: {@link EventLoop#close()} closes the channels.
 */
final class LoopIo extends AbstractScheduledEventExecutor implements IoEventLoop {
  private final EventLoop loop;
  private final IoHandler handler = NioIoHandler.newFactory().newHandler(this);
  private final Wait wait = new Wait();
  private final Ticker ticker = new LoopTicker();
  private final Promise<?> termination = GlobalEventExecutor.INSTANCE.newPromise();
  private volatile boolean closed;

  LoopIo(EventLoop loop) {
    this.loop = loop;
    handler.initialize();
  }

  /** How long the selector may wait. */
  private static final class Wait implements IoHandlerContext {
    long nanos;
    long until;

    @Override
    public boolean canBlock() {
      return nanos > 0;
    }

    @Override
    public long delayNanos(long now) {
      return nanos == Long.MAX_VALUE ? nanos : Math.max(0, until - now);
    }

    @Override
    public long deadlineNanos() {
      return nanos == Long.MAX_VALUE ? -1 : until;
    }
  }

  /** Serves the channels that are ready; waits for one up to {@code nanos}. */
  void poll(long nanos) {
    wait.nanos = nanos;
    wait.until = nanos == Long.MAX_VALUE ? 0 : System.nanoTime() + nanos;
    loop.turns.inCallback();
    handler.run(wait);
  }

  /** Ends a wait in {@link #poll}. From any thread. */
  void wakeup() {
    handler.wakeup();
  }

  /** When Netty's first timer is due, {@code Long.MAX_VALUE} if there is none. */
  long firstTimer() {
    long deadline = nextScheduledTaskDeadlineNanos();
    return deadline == -1 ? Long.MAX_VALUE : deadline;
  }

  /** Makes Netty's timers that are due at {@code now} ready. */
  void fireTimers(long now) {
    for (Runnable due = pollScheduledTask(now); due != null; due = pollScheduledTask(now)) {
      execute(due);
    }
  }

  /** Closes all channels and the selector. */
  void closeChannels() {
    if (!closed) {
      cancelScheduledTasks();
      handler.prepareToDestroy();
      loop.turns.runCallbacks();
      closed = true;
      handler.destroy();
      termination.setSuccess(null);
    }
  }

  @Override
  public boolean inEventLoop(Thread thread) {
    Worker worker = Worker.of(thread);
    return worker != null && worker.turns == loop.turns;
  }

  @Override
  public boolean isExecutorThread(Thread thread) {
    return inEventLoop(thread);
  }

  @Override
  public void execute(Runnable task) {
    if (closed) {
      throw new RejectedExecutionException("the event loop is closed");
    }
    Handle handle = new Handle(loop, task, loop.turns.ioContext);
    if (inEventLoop(Thread.currentThread())) {
      loop.agenda.ready.add(handle);
    } else {
      loop.agenda.fromOutside(handle);
    }
  }

  @Override
  public Ticker ticker() {
    return ticker;
  }

  private final class LoopTicker implements Ticker {
    @Override
    public long initialNanoTime() {
      return 0;
    }

    @Override
    public long nanoTime() {
      return loop.time();
    }

    @Override
    public void sleep(long time, TimeUnit unit) {
      throw new UnsupportedOperationException("an event loop does not sleep");
    }
  }

  @Override
  public IoEventLoop next() {
    return this;
  }

  @Override
  public IoEventLoopGroup parent() {
    return this;
  }

  @Override
  public Future<IoRegistration> register(IoHandle handle) {
    Promise<IoRegistration> promise = newPromise();
    if (inEventLoop()) {
      register(handle, promise);
    } else {
      execute(() -> register(handle, promise));
    }
    return promise;
  }

  private void register(IoHandle handle, Promise<IoRegistration> promise) {
    try {
      promise.setSuccess(handler.register(handle));
    } catch (Exception refused) {
      promise.setFailure(refused);
    }
  }

  @Override
  @Deprecated
  public ChannelFuture register(Channel channel) {
    return register(new DefaultChannelPromise(channel, this));
  }

  @Override
  @Deprecated
  public ChannelFuture register(ChannelPromise promise) {
    promise.channel().unsafe().register(this, promise);
    return promise;
  }

  @Override
  @Deprecated
  public ChannelFuture register(Channel channel, ChannelPromise promise) {
    channel.unsafe().register(this, promise);
    return promise;
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> type) {
    return handler.isCompatible(type);
  }

  @Override
  public boolean isIoType(Class<? extends IoHandler> type) {
    return handler.getClass() == type;
  }

  @Override
  public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
    throw new UnsupportedOperationException("the loop's own close() ends it");
  }

  @Override
  @Deprecated
  public void shutdown() {
    throw new UnsupportedOperationException("the loop's own close() ends it");
  }

  @Override
  public Future<?> terminationFuture() {
    return termination;
  }

  @Override
  public boolean isShuttingDown() {
    return closed;
  }

  @Override
  public boolean isShutdown() {
    return closed;
  }

  @Override
  public boolean isTerminated() {
    return closed;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return termination.await(timeout, unit);
  }
}
