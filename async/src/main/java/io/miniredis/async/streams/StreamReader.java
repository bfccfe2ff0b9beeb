package io.miniredis.async.streams;

import io.miniredis.async.AsyncIterable;
import io.miniredis.async.AsyncIterator;
import io.miniredis.async.EventLoop;
import io.miniredis.async.Future;
import io.miniredis.async.RuntimeError;
import io.miniredis.async.StopAsyncIteration;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a peer sends. One coroutine at a time may read; what a cancelled read had waited for is
 * there for the next one.
 *
 * <p>Once the connection has failed, every read throws what it failed with. Iterating gives the
 * lines, as {@link #readLine()} does.
 */
public final class StreamReader implements AsyncIterable<byte[]> {
  /** Bytes a line may have unless {@link StreamOptions#limit} says otherwise: 64 KiB. */
  public static final int DEFAULT_LIMIT = 64 * 1024;

  private static final byte[] NONE = {};
  private static final byte[] NEWLINE = {'\n'};

  private final EventLoop loop;
  private final int limit;
  private final ByteQueue buffer = new ByteQueue();
  private final ReadSwitch source;
  private @Nullable Future<@Nullable Void> waiter;
  private @Nullable IOException failure;
  private boolean eof;
  private boolean paused;

  /** Whether bytes are wanted from the socket. */
  @FunctionalInterface
  interface ReadSwitch {
    void read(boolean on);
  }

  StreamReader(EventLoop loop, int limit, ReadSwitch source) {
    checkLimit(limit);
    this.loop = loop;
    this.limit = limit;
    this.source = source;
  }

  static void checkLimit(int limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("limit must be positive, was " + limit);
    }
  }

  /** All bytes until the end of the stream. */
  public byte[] read() throws IOException {
    return read(-1);
  }

  /**
   * Waits until there is anything, and gives up to {@code most} bytes of it: at least one, or none
   * if the stream has ended or {@code most} is 0. Negative: all bytes until the end.
   *
   * @throws IOException what the connection failed with, {@link ConnectionResetError} if the peer
   *     reset it
   */
  public byte[] read(int most) throws IOException {
    check();
    if (most == 0) {
      return NONE;
    }
    if (most < 0) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (byte[] block = read(limit); block.length > 0; block = read(limit)) {
        all.writeBytes(block);
      }
      return all.toByteArray();
    }
    while (buffer.isEmpty() && !eof) {
      waitForData("read");
      check();
    }
    return take(Math.min(most, buffer.size()));
  }

  /**
   * A line with its newline; without one if the stream ended first, and no byte at all at its end.
   *
   * @throws LimitOverrunError if the line is longer than the limit (a {@code ValueError} in
   *     Python). The line is discarded if all of it has come, else everything that has come
   */
  public byte[] readLine() throws IOException {
    try {
      return readUntil(NEWLINE);
    } catch (IncompleteReadError end) {
      return end.partial();
    } catch (LimitOverrunError tooLong) {
      if (buffer.startsWith(NEWLINE, tooLong.consumed())) {
        buffer.skip(tooLong.consumed() + 1);
      } else {
        buffer.clear();
      }
      resumeIfSmall();
      throw tooLong;
    }
  }

  /**
   * Exactly {@code count} bytes.
   *
   * @throws IncompleteReadError if the stream ends first; it has what came
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public byte[] readExactly(int count) throws IOException {
    if (count < 0) {
      throw new IllegalArgumentException("readExactly size must not be negative, was " + count);
    }
    check();
    while (buffer.size() < count) {
      if (eof) {
        throw new IncompleteReadError(buffer.take(buffer.size()), count);
      }
      waitForData("readExactly");
      check();
    }
    return take(count);
  }

  /**
   * The bytes up to the first separator, with it; the one that ends first where several are given,
   * newline where none is.
   *
   * @throws IncompleteReadError if the stream ends first; it has what came
   * @throws LimitOverrunError if more than the limit comes first, or lies before the separator; the
   *     bytes stay in the stream
   * @throws IllegalArgumentException if a separator is empty
   */
  public byte[] readUntil(byte[]... separators) throws IOException {
    byte[][] wanted = separators.length == 0 ? new byte[][] {NEWLINE} : separators;
    int shortest = Integer.MAX_VALUE;
    int longest = 0;
    for (byte[] separator : wanted) {
      shortest = Math.min(shortest, separator.length);
      longest = Math.max(longest, separator.length);
    }
    if (shortest == 0) {
      throw new IllegalArgumentException("a separator must have at least one byte");
    }
    check();
    int searched = 0;
    for (; ; ) {
      int size = buffer.size();
      if (size - searched >= shortest) {
        byte[] found = null;
        int start = -1;
        for (byte[] separator : wanted) {
          int at = buffer.indexOf(separator, searched);
          if (at >= 0 && (found == null || at + separator.length < start + found.length)) {
            found = separator;
            start = at;
          }
        }
        if (found != null) {
          return upTo(start, found.length);
        }
        searched = Math.max(0, size + 1 - longest);
        if (searched > limit) {
          throw new LimitOverrunError(
              "no separator in " + searched + " bytes, the limit is " + limit + tooLong(),
              searched);
        }
      }
      if (eof) {
        throw new IncompleteReadError(buffer.take(size), null);
      }
      waitForData("readUntil");
      check();
    }
  }

  private byte[] upTo(int start, int separator) throws LimitOverrunError {
    if (start > limit) {
      throw new LimitOverrunError(
          "the separator comes after " + start + " bytes, the limit is " + limit + tooLong(),
          start);
    }
    return take(start + separator);
  }

  private static String tooLong() {
    return ": raise it with StreamOptions.limit, or take the bytes with readExactly";
  }

  /** Whether the stream has ended and everything was read. */
  public boolean atEof() {
    return eof && buffer.isEmpty();
  }

  /** The lines, up to the end of the stream; they have their newlines. */
  @Override
  public AsyncIterator<byte[]> aiter() {
    return () -> {
      byte[] line = readLine();
      if (line.length == 0) {
        throw new StopAsyncIteration();
      }
      return line;
    };
  }

  private byte[] take(int count) {
    byte[] taken = buffer.take(count);
    resumeIfSmall();
    return taken;
  }

  private void check() throws IOException {
    IOException problem = failure;
    if (problem != null) {
      throw problem;
    }
  }

  private void resumeIfSmall() {
    if (paused && buffer.size() <= limit) {
      paused = false;
      source.read(true);
    }
  }

  private void waitForData(String what) {
    if (waiter != null) {
      throw new RuntimeError(
          what
              + "() called while another coroutine is already waiting for incoming data: only one"
              + " may read a stream at a time");
    }
    if (paused) {
      // Who waits wants more than the limit at once: readExactly of many bytes.
      paused = false;
      source.read(true);
    }
    Future<@Nullable Void> mine = loop.createFuture();
    waiter = mine;
    try {
      mine.await();
    } finally {
      if (waiter == mine) {
        waiter = null;
      }
    }
  }

  /** How many bytes came that nobody has read. */
  int buffered() {
    return buffer.size();
  }

  @Nullable IOException failure() {
    return failure;
  }

  void feed(ByteBuf bytes) {
    if (bytes.isReadable()) {
      buffer.add(bytes);
      fed();
    }
  }

  void feed(byte[] bytes) {
    if (bytes.length > 0) {
      buffer.add(bytes);
      fed();
    }
  }

  private void fed() {
    wake();
    if (!paused && buffer.size() > 2L * limit) {
      paused = true;
      source.read(false);
    }
  }

  void feedEof() {
    eof = true;
    wake();
  }

  void fail(IOException problem) {
    if (failure == null) {
      failure = problem;
      wake();
    }
  }

  private void wake() {
    Future<@Nullable Void> waiting = waiter;
    if (waiting != null) {
      waiter = null;
      if (!waiting.done()) {
        waiting.setResult(null);
      }
    }
  }

  @Override
  public String toString() {
    return "<StreamReader "
        + buffer.size()
        + " bytes"
        + (eof ? " eof" : "")
        + (failure == null ? "" : " exception=" + failure)
        + (paused ? " paused" : "")
        + ">";
  }
}
