package io.miniredis.server.net;

import io.miniredis.protocol.CommandDecoder;
import io.miniredis.protocol.ProtocolException;
import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Dispatcher;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.Link;
import io.miniredis.server.engine.Session;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
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

  private final Channel channel;
  private final Engine engine;
  private final LoopState loop;
  private final Session session;
  private final Input input;
  private final Output output;
  private final HeldReplies held;
  private final BufferAccount account;

  private boolean stopped; // no more input is executed: closing
  private Dispatcher by; // runs its commands
  private boolean muted; // nothing is read, for its command waits for others
  private boolean running; // guards against being resumed from within
  private boolean pushing; // guards against going on from within a push
  boolean unflushed; // filed to be flushed soon
  private boolean waiting; // the peer has not taken its replies: nothing is read or executed

  Connection(Channel channel, Engine engine, LoopState loop) {
    this.channel = channel;
    this.engine = engine;
    this.loop = loop;
    this.by = loop.dispatcher;
    this.output = new Output(channel, engine, loop);
    this.session = engine.sessions().make(this, engine.users(), engine.clock().millis());
    this.input = new Input(engine, loop, session);
    this.held = new HeldReplies(channel, engine, this::letGo);
    this.account =
        new BufferAccount(channel, loop.dispatcher, session, input, output, held::isHolding);
    engine.sessions().opened(session);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      int n = in.readableBytes();
      input.count(n);
      if (stopped) {
        return;
      }
      int kept = input.size();
      long queued = session.queuedBytes();
      if (queued > 0 && input.isTooMuch(queued + kept + n)) {
        closeForInput();
        return;
      }
      if (mayRun() && (kept == 0 || LoopState.hasRoomFor(kept + n))) {
        byte[] buffer = loop.readBuffer(kept + n);
        input.moveTo(buffer);
        in.readBytes(buffer, kept, n);
        runFrom(buffer, kept + n);
      } else {
        takeLater(in);
      }
    } finally {
      in.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    held.flush();
    account.update();
  }

  /** Whether nothing holds its commands back: no pause, no peer that leaves replies untaken. */
  private boolean mayRun() {
    return !waiting && !held.isHolding() && !running && !session.held();
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
      input.keep(buffer, done, to);
    }
  }

  private void takeLater(ByteBuf in) {
    if (input.append(in)) {
      if (held.isHolding() && input.size() > WRITE_OUT) {
        stopReading();
      }
      runBacklog();
    } else {
      closeForInput();
    }
  }

  private void closeForInput() {
    LOG.warn("Closing client {} that reached the query buffer limit", session.id());
    engine.stats().queryLimitReached.increment();
    stopped = true;
    channel.close();
  }

  private void runBacklog() {
    Backlog b = input.waiting();
    if (b == null || stopped || !mayRun()) {
      return;
    }
    int done = run(b.array(), b.from(), b.to());
    if (stopped) {
      input.drop();
    } else {
      input.executedTo(done);
    }
  }

  /** Executes the commands that are complete; returns the index of the first byte not executed. */
  private int run(byte[] buffer, int from, int to) {
    CommandDecoder d = input.decoder();
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
      held.close();
    }
    input.keep(d, stopped);
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
      input.limit(d);
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
    if (!held.flush()) {
      return false;
    }
    boolean taken = channel.isWritable();
    if (!taken) {
      waiting = true;
      channel.config().setAutoRead(false);
      account.update();
    }
    return taken;
  }

  /** What waited for the disk has been sent. */
  private void letGo() {
    readAgain();
    if (!running) {
      goOn();
    }
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
    input.drop();
  }

  /** However the connection came to its end: also if it never became active. */
  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    account.end();
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
      held.flush();
      account.update();
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
      held.wrote();
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
      held.flush();
      if (outputBytes() > WRITE_OUT) {
        isBehind(0);
      }
    }
  }

  /** Sends what was pushed. */
  void flush() {
    unflushed = false;
    held.flush();
    account.update();
  }

  @Override
  public void execute(Runnable task) {
    channel.eventLoop().execute(task);
  }

  @Override
  public long inputBytes() {
    return input.size();
  }

  @Override
  public long inputCapacity() {
    return input.capacity();
  }

  @Override
  public long outputBytes() {
    return output.pending();
  }

  @Override
  public long totalInput() {
    return input.total();
  }

  @Override
  public long totalOutput() {
    return output.total();
  }
}
