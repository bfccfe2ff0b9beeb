package io.miniredis.server.net;

import io.miniredis.protocol.CommandDecoder;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.Session;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has received and not yet executed, how far that is decoded, and how much of
 * it there may be. A connection that has nothing in hand keeps neither a {@link Backlog} nor a
 * decoder: those are the loop's.
 */
final class Input {
  private static final int MAX_BACKLOG = Integer.MAX_VALUE - 16;

  private final Engine engine;
  private final LoopState loop;
  private final Session session;
  private @Nullable CommandDecoder decoder; // kept while a command is partly decoded
  private @Nullable Backlog backlog;
  private volatile long total;

  Input(Engine engine, LoopState loop, Session session) {
    this.engine = engine;
    this.loop = loop;
    this.session = session;
  }

  /** Counts bytes that have come. */
  void count(int bytes) {
    total += bytes;
    engine.stats().inputBytes.add(bytes);
  }

  /** Bytes that have come since the connection began. */
  long total() {
    return total;
  }

  /** Bytes that wait to be executed. */
  int size() {
    Backlog b = backlog;
    return b == null ? 0 : b.size();
  }

  /** Bytes of the buffer that they are in. */
  int capacity() {
    Backlog b = backlog;
    return b == null ? 0 : b.capacity();
  }

  /** Whether this is more than a client may have sent that is neither executed nor refused. */
  boolean isTooMuch(long bytes) {
    return bytes > engine.config().number(Settings.CLIENT_QUERY_BUFFER_LIMIT);
  }

  /** What waits, to be executed from where it is; null if nothing does. */
  @Nullable Backlog waiting() {
    return backlog;
  }

  /** Moves what waits to the beginning of another buffer. */
  void moveTo(byte[] buffer) {
    Backlog b = backlog;
    if (b != null) {
      b.copyTo(buffer);
      loop.giveBack(b);
      backlog = null;
    }
  }

  /** Lets bytes wait of which nothing does yet. */
  void keep(byte[] buffer, int from, int to) {
    Backlog b = loop.takeBacklog();
    b.append(buffer, from, to);
    backlog = b;
  }

  /** Lets these bytes wait behind what does already; false if that would be too much. */
  boolean append(ByteBuf in) {
    Backlog b = backlog;
    if (b == null) {
      b = loop.takeBacklog();
      backlog = b;
    }
    long bytes = (long) b.size() + in.readableBytes();
    if (bytes > MAX_BACKLOG || isTooMuch(bytes)) {
      return false;
    }
    CommandDecoder d = decoder;
    b.append(in, d == null ? 0 : d.wanted());
    return true;
  }

  /** What waits has been executed up to an index of its buffer, which may be given back. */
  void executedTo(int index) {
    Backlog b = backlog;
    if (b == null) {
      return; // the connection has ended meanwhile
    }
    b.consumeTo(index);
    if (b.isEmpty()) {
      backlog = null;
      loop.giveBack(b);
    } else if (b.capacity() > Backlog.SMALL && b.size() <= Backlog.SMALL / 2) {
      keep(b.array(), b.from(), b.to()); // a large command has gone through
    }
  }

  /** Forgets what waits, and how far it was decoded. */
  void drop() {
    backlog = null;
    decoder = null;
  }

  /** The decoder to go on with. */
  CommandDecoder decoder() {
    CommandDecoder d = decoder;
    return d == null ? loop.takeDecoder() : d;
  }

  /** Tells a decoder what the client may send now. */
  void limit(CommandDecoder d) {
    long maxBulk = engine.config().number(Settings.PROTO_MAX_BULK_LEN);
    boolean trusted = session.authenticated() || !engine.users().needPassword();
    d.limits(Integer.MAX_VALUE, (int) Math.min(Integer.MAX_VALUE, maxBulk), trusted);
  }

  /**
   * Keeps the decoder while it is in the middle of a command, else lets others of the loop use it.
   *
   * @param ended whether nothing more is decoded
   */
  void keep(CommandDecoder d, boolean ended) {
    if (d.idle() || ended) {
      d.reset();
      loop.giveBack(d);
      decoder = null;
    } else {
      decoder = d;
    }
  }
}
