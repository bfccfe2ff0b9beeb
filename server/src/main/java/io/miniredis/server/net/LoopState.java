package io.miniredis.server.net;

import io.miniredis.protocol.CommandDecoder;
import io.miniredis.server.engine.Dispatcher;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What the connections of one event loop share: used by its thread alone. */
final class LoopState {
  private static final int MOST_READ = 64 * 1024; // what Netty reads at a time
  private static final int READ_BUFFER = MOST_READ + 16 * 1024; // with the head of a cut command

  final Dispatcher dispatcher;
  private final Executor loop;
  private final Runnable goOn;
  private @Nullable Dispatcher understudy; // while a command of the other dispatcher runs long
  private @Nullable Connection running; // whose command that is
  private final byte[] readBuffer = new byte[READ_BUFFER];
  private @Nullable CommandDecoder spareDecoder;
  private @Nullable Backlog spareBacklog;
  private List<Connection> unflushed = new ArrayList<>();
  private byte @Nullable [] sharedFrame;
  private @Nullable ByteBuf shared;

  /**
   * @param loop runs tasks when the loop has done what it is doing
   */
  LoopState(Dispatcher dispatcher, Executor loop) {
    this.dispatcher = dispatcher;
    this.loop = loop;
    this.goOn = () -> {};
  }

  /** That of a loop that can serve others while a command runs long. */
  LoopState(Dispatcher dispatcher, NestingLoop loop) {
    this.dispatcher = dispatcher;
    this.loop = loop;
    this.goOn = loop::goOn;
    dispatcher.longRunning().others(this::serveOthers);
  }

  /** Who runs commands now. */
  Dispatcher active() {
    Dispatcher u = understudy;
    return u == null ? dispatcher : u;
  }

  /** Says whose commands run, or that none do. */
  void running(@Nullable Connection connection) {
    if (understudy == null) {
      running = connection;
    }
  }

  /**
   * Serves the other connections while a command runs, which is at a place where it can wait. The
   * loop's buffers that it uses are not used meanwhile: it runs from its connection's backlog, and
   * from that connection nothing is read.
   */
  private void serveOthers() {
    Connection waits = running;
    if (waits == null || understudy != null) {
      return;
    }
    waits.stopReading();
    understudy = dispatcher.understudy();
    try {
      goOn.run();
    } finally {
      understudy = null;
    }
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

  /**
   * A buffer of the bytes of a frame. Connections that are sent the same frame one after the other
   * share its memory.
   */
  ByteBuf shared(byte[] frame, ByteBufAllocator memory) {
    ByteBuf buffer = shared;
    if (frame != sharedFrame || buffer == null) {
      dropShared();
      buffer = memory.directBuffer(frame.length, frame.length);
      buffer.writeBytes(frame);
      shared = buffer;
      sharedFrame = frame;
    }
    return buffer.retainedDuplicate();
  }

  private void dropShared() {
    if (shared != null) {
      shared.release();
      shared = null;
      sharedFrame = null;
    }
  }

  /** Has a connection flushed when the loop is done with what it is doing, once for all. */
  void flushSoon(Connection connection) {
    if (!connection.unflushed) {
      connection.unflushed = true;
      unflushed.add(connection);
      if (unflushed.size() == 1) {
        loop.execute(this::flush);
      }
    }
  }

  private void flush() {
    dropShared();
    List<Connection> some = unflushed;
    unflushed = new ArrayList<>(); // flushing can make commands run
    some.forEach(Connection::flush);
  }
}
