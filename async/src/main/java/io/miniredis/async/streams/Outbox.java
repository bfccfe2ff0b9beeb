package io.miniredis.async.streams;

import io.miniredis.async.EventLoop;
import io.miniredis.async.Future;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What was written and has not reached the kernel. Bytes are gathered in a chunk, which goes out
 * when it is full, when there is more than the high-water mark, and else at the end of the loop's
 * iteration: a handler that answers ten requests in one turn makes one system call.
 */
final class Outbox {
  private static final int CHUNK = 64 * 1024;
  private static final int FIRST = 512;

  private final EventLoop loop;
  private final Channel channel;
  private final Runnable flush = this::flush;
  private final Runnable emptied;
  private final ArrayDeque<Future<@Nullable Void>> waiting = new ArrayDeque<>();
  private @Nullable ByteBuf chunk;
  private boolean flushAsked;
  private long size;
  private int high = CHUNK;
  private int low = CHUNK / 4;
  private boolean paused;
  private boolean lost;

  /**
   * For {@code channel}; {@code emptied} is run each time that everything has reached the kernel.
   */
  Outbox(EventLoop loop, Channel channel, Runnable emptied) {
    this.loop = loop;
    this.channel = channel;
    this.emptied = emptied;
  }

  /** Bytes that have not reached the kernel. */
  long size() {
    return size;
  }

  int low() {
    return low;
  }

  int high() {
    return high;
  }

  void limits(int low, int high) {
    if (low < 0 || high < low) {
      throw new IllegalArgumentException(
          "high (" + high + ") must be >= low (" + low + ") must be >= 0");
    }
    this.low = low;
    this.high = high;
    pauseIfAbove();
  }

  void write(byte[] bytes, int from, int length) {
    if (lost) {
      return;
    }
    size += length;
    for (int left = length; left > 0; ) {
      ByteBuf target = chunk;
      if (target == null) {
        target = channel.alloc().ioBuffer(Math.max(FIRST, Math.min(left, CHUNK)), CHUNK);
        chunk = target;
      }
      int count = Math.min(left, target.maxWritableBytes());
      target.writeBytes(bytes, from + length - left, count);
      left -= count;
      if (target.maxWritableBytes() == 0) {
        handOver(target);
      }
    }
    if (size > high) {
      flush();
      pauseIfAbove();
    } else if (!flushAsked) {
      flushAsked = true;
      channel.eventLoop().execute(flush);
    }
  }

  /** Gives everything to the channel, and that to the kernel as far as it takes it. */
  void flush() {
    flushAsked = false;
    ByteBuf last = chunk;
    if (last != null) {
      handOver(last);
    }
    if (size > 0) {
      channel.flush();
    }
  }

  private void handOver(ByteBuf bytes) {
    chunk = null;
    Sent sent = new Sent(bytes.readableBytes());
    channel.write(bytes).addListener(sent);
  }

  /** One chunk has reached the kernel, or never will: then the connection is lost. */
  private final class Sent implements ChannelFutureListener {
    private final int count;

    Sent(int count) {
      this.count = count;
    }

    @Override
    public void operationComplete(ChannelFuture sent) {
      Throwable problem = sent.cause();
      if (problem != null) {
        channel.pipeline().fireExceptionCaught(problem);
        return;
      }
      size -= count;
      if (paused && size <= low) {
        paused = false;
        wakeAll();
      }
      if (size == 0) {
        emptied.run();
      }
    }
  }

  private void pauseIfAbove() {
    if (size > high && !lost) {
      paused = true;
    }
  }

  private void wakeAll() {
    for (Future<@Nullable Void> waiter = waiting.poll(); waiter != null; waiter = waiting.poll()) {
      if (!waiter.done()) {
        waiter.setResult(null);
      }
    }
  }

  /**
   * Waits while there is more than the high-water mark, until there is no more than the low one.
   */
  void drain() {
    if (paused) {
      Future<@Nullable Void> waiter = loop.createFuture();
      waiting.add(waiter);
      try {
        waiter.await();
      } finally {
        waiting.remove(waiter);
      }
    }
  }

  /** The connection is gone: nothing is sent any more, and nobody needs to wait. */
  void lose() {
    lost = true;
    size = 0;
    paused = false;
    ByteBuf last = chunk;
    if (last != null) {
      chunk = null;
      last.release();
    }
    wakeAll();
  }
}
