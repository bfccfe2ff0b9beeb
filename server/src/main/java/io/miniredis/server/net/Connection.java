package io.miniredis.server.net;

import io.miniredis.protocol.CommandDecoder;
import io.miniredis.protocol.ProtocolException;
import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Dispatcher;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.Link;
import io.miniredis.server.engine.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: reads bytes into the loop's buffer, has every complete command executed
 * there, and sends what they replied in one write a read batch. All of it on the connection's event
 * loop.
 *
 * <p>Only an unfinished command, or what waits behind a held one, is copied into a {@link Backlog}.
 * A peer that does not take its replies is not read from until it does.
 */
final class Connection extends ChannelInboundHandlerAdapter implements Link {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int WRITE_OUT = 64 * 1024;
  private static final int MAX_BACKLOG = Integer.MAX_VALUE - 16;

  private final Channel channel;
  private final Engine engine;
  private final LoopState loop;
  private final Session session;
  private final Output output;

  private @Nullable CommandDecoder decoder; // kept while a command is partly decoded
  private @Nullable Backlog backlog;
  private boolean stopped; // no more input is executed: closing
  private Dispatcher by; // runs its commands
  private boolean muted; // nothing is read, for its command waits for others
  private boolean running; // guards against being resumed from within
  private boolean pushing; // guards against going on from within a push
  boolean unflushed; // filed to be flushed soon
  private boolean waiting; // the peer has not taken its replies: nothing is read or executed
  private long buffered; // bytes that the account of memory has of this client
  private boolean watched; // whether it is told when the peer has taken all replies
  private volatile long totalInput;

  Connection(Channel channel, Engine engine, LoopState loop) {
    this.channel = channel;
    this.engine = engine;
    this.loop = loop;
    this.by = loop.dispatcher;
    this.output = new Output(channel, engine, loop);
    this.session = engine.sessions().open(this, engine.users(), engine.clock().millis());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      int n = in.readableBytes();
      totalInput += n;
      engine.stats().inputBytes.add(n);
      if (stopped) {
        return;
      }
      int kept = backlog == null ? 0 : backlog.size();
      long queued = session.queuedBytes();
      if (queued > 0 && queued + kept + n > inputLimit()) {
        closeForInput();
        return;
      }
      if (mayRun() && (kept == 0 || LoopState.hasRoomFor(kept + n))) {
        byte[] buffer = loop.readBuffer(kept + n);
        takeBacklog(buffer);
        in.readBytes(buffer, kept, n);
        runFrom(buffer, kept + n);
      } else {
        addToBacklog(in);
        runBacklog();
      }
    } finally {
      in.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.flush();
    countBuffers();
  }

  /** Tells the account of memory what waits here now, and again when it has been taken. */
  private void countBuffers() {
    if (!channel.isRegistered()) {
      return; // what it had was counted back at its end
    }
    long unread = output.pending();
    countBuffers(inputCapacity() + unread + session.heapBytes());
    if (unread > 0 && !watched) {
      watched = true;
      // told from within the write, when the bytes still count: look later
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(taken -> execute(this::takenAll));
    }
  }

  private void countBuffers(long bytes) {
    if (bytes != buffered) {
      loop.dispatcher.buffered(bytes - buffered);
      buffered = bytes;
    }
  }

  private void takenAll() {
    watched = false;
    countBuffers();
  }

  /** Whether nothing holds its commands back: no pause, no peer that leaves replies untaken. */
  private boolean mayRun() {
    return !waiting && !running && !session.held();
  }

  /** Reads nothing more while its command waits for others. */
  void stopReading() {
    if (!muted) {
      muted = true;
      channel.config().setAutoRead(false);
    }
  }

  private void readAgain() {
    if (muted) {
      muted = false;
      channel.config().setAutoRead(!waiting);
    }
  }

  /** Executes what stands at the beginning of the loop's buffer. */
  private void runFrom(byte[] buffer, int to) {
    int done = run(buffer, 0, to);
    if (done < to && !stopped) {
      backlog = loop.takeBacklog();
      backlog.append(buffer, done, to);
    }
  }

  private void takeBacklog(byte[] into) {
    Backlog b = backlog;
    if (b != null) {
      b.copyTo(into);
      loop.giveBack(b);
      backlog = null;
    }
  }

  private void addToBacklog(ByteBuf in) {
    Backlog b = backlog;
    if (b == null) {
      b = loop.takeBacklog();
      backlog = b;
    }
    if ((long) b.size() + in.readableBytes() > Math.min(inputLimit(), MAX_BACKLOG)) {
      closeForInput();
      return;
    }
    CommandDecoder d = decoder;
    b.append(in, d == null ? 0 : d.wanted());
  }

  /** Bytes that a client may have sent which are neither executed nor refused. */
  private long inputLimit() {
    return engine.config().number(Settings.CLIENT_QUERY_BUFFER_LIMIT);
  }

  private void closeForInput() {
    LOG.warn("Closing client {} that reached the query buffer limit", session.id());
    engine.stats().queryLimitReached.increment();
    stopped = true;
    channel.close();
  }

  private void runBacklog() {
    Backlog b = backlog;
    if (b == null || stopped || !mayRun()) {
      return;
    }
    b.consumeTo(run(b.array(), b.from(), b.to()));
    if (b.isEmpty() || stopped) {
      backlog = null;
    } else if (b.capacity() > Backlog.SMALL && b.size() <= Backlog.SMALL / 2) {
      backlog = loop.takeBacklog(); // a large command has gone through
      backlog.append(b.array(), b.from(), b.to());
    }
  }

  /** Executes the commands that are complete; returns the index of the first byte not executed. */
  private int run(byte[] buffer, int from, int to) {
    CommandDecoder d = decoder;
    if (d == null) {
      d = loop.takeDecoder();
    }
    int at = from;
    running = true;
    try {
      do {
        at = runWhileTaken(d, buffer, at, to);
      } while (!stopped && takenAfterAll() && at < to && !session.held());
    } finally {
      running = false;
      loop.running(null);
      readAgain();
    }
    if (stopped) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
    keep(d);
    return at;
  }

  /** Executes commands until one is held back, or the peer does not take the replies. */
  private int runWhileTaken(CommandDecoder d, byte[] buffer, int from, int to) {
    Dispatcher dispatcher = loop.active();
    by = dispatcher;
    loop.running(this);
    dispatcher.beginBatch(session);
    int at;
    try {
      at = execute(d, dispatcher, buffer, from, to);
      dispatcher.endBatch();
      output.write(dispatcher.reply());
    } catch (RuntimeException | Error e) {
      dispatcher.reply().clear(); // else the loop's next client would get it
      dispatcher.endBatch();
      throw e;
    }
    if (!stopped && !channel.isWritable()) {
      flushOrWait();
    }
    return at;
  }

  private int execute(CommandDecoder d, Dispatcher dispatcher, byte[] buffer, int from, int to) {
    int at = from;
    boolean more = true;
    while (more && at < to) {
      limit(d);
      at = dispatcher.decode(session, d, buffer, at, to);
      int n = dispatcher.decoded();
      more = n > 0;
      for (int i = 0; more && i < n; i++) {
        Dispatcher.Outcome outcome = dispatcher.execute(session, i);
        if (outcome != Dispatcher.Outcome.HELD) { // it is done, or will be answered
          at = dispatcher.end(i);
        }
        more = outcome == Dispatcher.Outcome.DONE && drain(dispatcher.reply());
        stopped |= outcome == Dispatcher.Outcome.CLOSE;
      }
      if (!more && n > 0) {
        d.reset(); // what it has decoded is decoded again
      }
      ProtocolException failure = dispatcher.failure();
      if (failure != null && (more || n == 0)) {
        refuse(dispatcher.reply(), failure);
        more = false;
      }
    }
    return at;
  }

  /**
   * Keeps the decoder while it is in the middle of a command, else lets others of the loop use it.
   */
  private void keep(CommandDecoder d) {
    if (d.idle() || stopped) {
      d.reset();
      loop.giveBack(d);
      decoder = null;
    } else {
      decoder = d;
    }
  }

  private void refuse(ReplyWriter reply, ProtocolException failure) {
    if (session.replyMode() == Session.ReplyMode.ON) {
      reply.protocol(session.protocol());
      reply.error("ERR " + failure.getMessage());
    }
    stopped = true;
  }

  /** Sends replies early when they are many; false if the peer does not take them. */
  private boolean drain(ReplyWriter reply) {
    if (reply.size() < WRITE_OUT) {
      return true;
    }
    if (engine.outputGuard().isOn(session) && isBehind(reply.size())) {
      reply.clear();
      return false;
    }
    output.write(reply);
    return flushOrWait();
  }

  /**
   * Closes the connection if it has more to take than it may.
   *
   * @param more bytes that are to be sent beside those that were
   */
  private boolean isBehind(long more) {
    boolean behind = output.isTooMuchFor(session, more);
    if (behind) {
      stopped = true;
      channel.close();
    }
    return behind;
  }

  /** Sends what was written; false, and nothing more is read, if the peer does not take it. */
  private boolean flushOrWait() {
    channel.flush();
    boolean taken = channel.isWritable();
    if (!taken) {
      waiting = true;
      channel.config().setAutoRead(false);
      countBuffers();
    }
    return taken;
  }

  /**
   * Ends the wait for a peer that has taken its replies meanwhile: a later flush got rid of them.
   */
  private boolean takenAfterAll() {
    boolean taken = waiting && channel.isWritable();
    if (taken) {
      waiting = false;
      channel.config().setAutoRead(true);
    }
    return taken;
  }

  private void limit(CommandDecoder d) {
    long maxBulk = engine.config().number(Settings.PROTO_MAX_BULK_LEN);
    boolean trusted = session.authenticated() || !engine.users().needPassword();
    d.limits(Integer.MAX_VALUE, (int) Math.min(Integer.MAX_VALUE, maxBulk), trusted);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (pushing) {
      execute(this::goOnIfTaken);
    } else {
      goOnIfTaken();
    }
  }

  private void goOnIfTaken() {
    if (!running && takenAfterAll()) {
      goOn();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stopped = true;
    backlog = null;
    decoder = null;
  }

  /** However the connection came to its end: also if it never became active. */
  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    countBuffers(0);
    engine.ended(session);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(cause);
  }

  private void fail(Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.error("closing client {} after an unexpected failure", session.id(), cause);
    }
    stopped = true;
    channel.close();
  }

  /** Executes what was held back. */
  private void goOn() {
    try {
      runBacklog();
      channel.flush();
      countBuffers();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  // ---- Link

  @Override
  public String remoteAddress() {
    return Addresses.text(channel.remoteAddress());
  }

  @Override
  public boolean isLocal() {
    return Admission.isThisMachine(channel.remoteAddress());
  }

  @Override
  public String localAddress() {
    return Addresses.text(channel.localAddress());
  }

  @Override
  public int fileDescriptor() {
    return channel instanceof UnixChannel unix ? unix.fd().intValue() : -1;
  }

  @Override
  public void close() {
    try {
      execute(
          () -> {
            stopped = true;
            channel.close();
          });
    } catch (RejectedExecutionException e) {
      // its event loop has ended, and with it all its connections
    }
  }

  @Override
  public boolean isOnThisLoop() {
    return channel.eventLoop().inEventLoop();
  }

  @Override
  public void resume() {
    execute(
        () -> {
          session.released();
          Dispatcher dispatcher = loop.active();
          dispatcher.longRunning().inTask(true);
          try {
            goOn();
          } finally {
            dispatcher.longRunning().inTask(false);
          }
        });
  }

  @Override
  public boolean answer(byte[] reply, Consumer<Dispatcher> undelivered) {
    try {
      execute(() -> takeAnswer(reply, undelivered));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void takeAnswer(byte[] reply, Consumer<Dispatcher> undelivered) {
    loop.dispatcher.answered(session);
    if (stopped || !channel.isActive()) {
      undelivered.accept(loop.active());
      return;
    }
    if (session.takesReply()) {
      output.write(reply);
    }
    goOn();
  }

  @Override
  public void push(byte[] frame) {
    if (running) {
      by.push(frame);
    } else if (!stopped) {
      pushing = true;
      try {
        send(frame);
      } catch (RuntimeException | Error e) {
        fail(e);
      } finally {
        pushing = false;
      }
    }
  }

  private void send(byte[] frame) {
    output.writeShared(frame);
    loop.flushSoon(this);
    if (outputBytes() > WRITE_OUT) {
      channel.flush();
      if (outputBytes() > WRITE_OUT) {
        isBehind(0);
      }
    }
  }

  /** Sends what was pushed. */
  void flush() {
    unflushed = false;
    channel.flush();
    countBuffers();
  }

  @Override
  public void execute(Runnable task) {
    channel.eventLoop().execute(task);
  }

  @Override
  public long inputBytes() {
    Backlog b = backlog;
    return b == null ? 0 : b.size();
  }

  @Override
  public long inputCapacity() {
    Backlog b = backlog;
    return b == null ? 0 : b.capacity();
  }

  @Override
  public long outputBytes() {
    return output.pending();
  }

  @Override
  public long totalInput() {
    return totalInput;
  }

  @Override
  public long totalOutput() {
    return output.total();
  }
}
