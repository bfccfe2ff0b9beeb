package io.miniredis.server.engine;

import io.miniredis.protocol.CommandDecoder;
import io.miniredis.protocol.ProtocolException;
import io.miniredis.protocol.Replies;
import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.acl.Denial;
import io.miniredis.server.pubsub.Mailbox;
import io.miniredis.server.value.Hashing;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the commands of one event loop's connections: finds the command, passes the gates of its
 * specification, locks the shards of its keys, runs the body, and makes one error of a failure.
 */
public final class Dispatcher {
  /** What becomes of the connection after a command. */
  public enum Outcome {
    /** The reply is written; the next command may run. */
    DONE,
    /** The client waits; {@link Link#answer} ends that. The next command must not run before. */
    BLOCKED,
    /** Not executed: the same command is to be presented again after {@link Link#resume}. */
    HELD,
    /** The reply is written; the connection is to be closed behind it. */
    CLOSE
  }

  private static final String ABORTED = "EXECABORT Transaction discarded because of: ";
  private static final long NANOS_A_MILLI = 1_000_000;

  private final Engine engine;
  private final Observing observing;
  private final Monitors monitors;
  private final CommandTable table;
  private final Clock clock;
  private final ReplyWriter reply = new ReplyWriter(Runtime.getRuntime().maxMemory() / 4);
  private final Pushes pushes;
  private final LongRunning longRunning;
  private final ChangedKeys changed;
  private final KeyFinder keys = new KeyFinder();
  private final Batch batch;
  private CommandStats stats; // replaced by another loop when statistics are reset
  private final Prefetcher prefetcher;
  private final Call call;
  private final Bodies bodies;
  private final Gates gates;
  private final UnknownNames unknown = new UnknownNames();
  private final InnerCalls innerCalls;
  private final Serving serving;

  private final Timing timing;
  private long batchNanos; // when the batch began
  private long millis;
  private long millisAt; // the nanos at which millis was right
  private final AccessClock access;
  private final MemoryGate memory;

  Dispatcher(Engine engine, Mailbox mailbox) {
    this.engine = engine;
    this.pushes = new Pushes(mailbox, reply);
    this.changed = engine.tracking().changedKeys(mailbox);
    this.observing = engine.observing();
    this.monitors = engine.monitors();
    this.table = engine.commands();
    this.clock = engine.clock();
    this.timing = new Timing(clock, observing);
    this.access = new AccessClock(engine.config());
    this.memory = new MemoryGate(engine, this);
    this.stats = new CommandStats(table.count());
    this.gates = new Gates(engine, memory);
    this.call = new Call(engine, this, reply, Call.Mode.DIRECT);
    this.bodies = new Bodies(engine, this, gates);
    this.innerCalls = new InnerCalls(engine, this);
    this.longRunning = new LongRunning(pushes);
    this.serving = new Serving(engine, this);
    this.batch = new Batch(table);
    this.prefetcher = new Prefetcher(engine);
    readClock();
  }

  /** Where replies collect until the connection takes them. */
  public ReplyWriter reply() {
    return reply;
  }

  /** What runs the bodies of commands. */
  Bodies bodies() {
    return bodies;
  }

  /** What goes to this loop's clients and is no reply. */
  Pushes pushes() {
    return pushes;
  }

  /** What this loop's clients have changed, and others are to be told of. */
  ChangedKeys changed() {
    return changed;
  }

  /** Sends the client whose command is running bytes that are no reply. */
  public void push(byte[] frame) {
    pushes.push(frame);
  }

  CommandStats stats() {
    return stats;
  }

  /** Counts from 0 again; may be called from any thread. */
  void resetStats() {
    stats = new CommandStats(table.count());
  }

  AccessClock access() {
    return access;
  }

  MemoryGate memory() {
    return memory;
  }

  /** Tells of a client of this loop that its buffers have grown by so many bytes, or shrunk. */
  public void buffered(long bytes) {
    memory.buffer(bytes);
  }

  /** To be called before the first command of a read batch. */
  public void beginBatch(Session session) {
    if (session.loop == null) {
      session.loop = this;
    }
    readClock();
    access.configure();
    session.lastMillis = millis;
    batchNanos = timing.nanos();
    stats.reads++;
  }

  /** The time of the batch, in milliseconds since the epoch. */
  public long batchMillis() {
    return millis;
  }

  /** Takes the time of now for that of the commands to come. */
  void readClock() {
    millisAt = timing.restart();
    millis = clock.millis();
    access.set(millis);
  }

  /** To be called after the last command of a read batch. */
  public void endBatch() {
    stats.writes += reply.size() > 0 ? 1 : 0;
    timing.settle(null, stats, engine.tracksLatency());
    stats.workedNanos += timing.nanos() - batchNanos;
    call.forget();
    bodies.forget();
    innerCalls.forget();
    batch.trim();
  }

  /**
   * Decodes the next commands of a session from {@code buffer[from, to)}, to be run one by one by
   * {@link #execute}.
   *
   * @return the index of the first byte that belongs to a command, complete or not
   */
  public int decode(Session session, CommandDecoder decoder, byte[] buffer, int from, int to) {
    // before authentication every command may change what the next one is allowed to be
    int max = session.authenticated ? Batch.MAX_COMMANDS : 1;
    // what is behind a script that is put off would only be decoded twice
    int at = batch.fill(decoder, buffer, from, to, max, longRunning.putsOff());
    if (batch.size() > 1) {
      batch.prefetch(prefetcher, session.database);
    }
    return at;
  }

  /** The number of commands that the last {@link #decode} found. */
  public int decoded() {
    return batch.size();
  }

  /** The index in the buffer behind a decoded command. */
  public int end(int index) {
    return batch.end(index);
  }

  /** What is wrong with the bytes behind the decoded commands, if anything is. */
  public @Nullable ProtocolException failure() {
    return batch.failure();
  }

  /** Runs a decoded command for its session. */
  public Outcome execute(Session session, int index) {
    if (session.closing()) {
      return Outcome.CLOSE; // killed by another client
    }
    batch.show(index, call);
    reply.protocol(session.protocol());
    if (engine.tracking().isCrowded()) {
      engine.tracking().evict();
      pushes.follow();
    }
    long mark = reply.mark();
    Outcome outcome = dispatch(session, mark, index);
    if (outcome != Outcome.HELD
        && outcome != Outcome.BLOCKED
        && session.replyMode() != Session.ReplyMode.ON) {
      silence(session, Math.max(mark, bodies.takeSettled()));
    }
    bodies.takeSettled();
    pushes.follow();
    TrackingState tracking = session.tracking;
    if (tracking != null && tracking.caching && outcome == Outcome.DONE) {
      endCaching(session, tracking);
    }
    return session.closing() && outcome == Outcome.DONE ? Outcome.CLOSE : outcome;
  }

  /** What CLIENT CACHING has said holds for the next command that is none of CLIENT's. */
  private static void endCaching(Session session, TrackingState tracking) {
    Spec last = session.lastCommand;
    if (!session.isInTransaction() && (last == null || !last.keepsCaching())) {
      tracking.caching = false;
    }
  }

  private Outcome dispatch(Session session, long mark, int index) {
    CommandTable.Row row = batch.row(index);
    if (row == null) {
      return unknownCommand(session);
    }
    CommandTable subcommands = row.subcommands();
    if (subcommands != null && call.argc() > 1) {
      row = subcommands.find(call.buffer(), call.offset(1), call.length(1));
      if (row == null) {
        return unknownSubcommand(session);
      }
    }
    Spec spec = row.spec();
    session.lastCommand = spec;
    String refusal = gates.refusal(session, row, call);
    if (refusal != null) {
      return reject(session, row, refusal);
    }
    if (engine.pausing().isOn() && engine.pausing().hold(session, row.command(), call)) {
      return Outcome.HELD;
    }
    if ((spec.publishes || monitors.isOn())
        && engine.pubsub().isCrowded()
        && engine.pausing().holdWhile(session, engine.pubsub()::isCrowded)) {
      return Outcome.HELD;
    }
    if (engine.changeLog().isCrowded()
        && !spec.is(Flag.READONLY)
        && engine.pausing().holdWhile(session, engine.changeLog()::isCrowded)) {
      return Outcome.HELD;
    }
    if (LongRunning.mayRunLong(spec, session)) {
      long limit = engine.memory().limit();
      longRunning.lacksMemory(limit > 0 && memory.isExhausted(limit));
    }
    if (session.isInTransaction() && !spec.neverQueued) {
      return queue(session, row, spec, batch.hash(index));
    }
    if (longRunning.defers(spec, session)) {
      return Outcome.HELD;
    }
    return run(row, spec, session, mark, index);
  }

  private Outcome run(CommandTable.Row row, Spec spec, Session session, long mark, int index) {
    timing.settle(row, stats, engine.tracksLatency());
    long nanos = timing.nanos();
    if (nanos - millisAt >= NANOS_A_MILLI) {
      long passed = (nanos - millisAt) / NANOS_A_MILLI;
      millis += passed;
      millisAt += passed * NANOS_A_MILLI;
      access.set(millis);
    }
    session.commands++;
    call.begin(session, spec, millis);
    int sole = spec.singleKey;
    long own =
        sole > 0 ? call.declareSole(sole, hash(row, sole, batch.hash(index))) : declare(call, spec);
    long locked = own;
    if (!engine.shards().lockUnless(engine.busy(), own)) {
      session.commands--;
      return reject(session, row, engine.busy().reply());
    }
    Outcome outcome = Outcome.DONE;
    try {
      if (engine.shards().reachesBeyond(own) && mayServe(spec, sole)) {
        locked = engine.shards().widen(own);
      }
      if (monitors.isOn()) {
        monitors.begins(session, row, call);
      }
      outcome = bodies.run(call, row, reply, mark);
      if (monitors.isOn() && outcome != Outcome.HELD) {
        monitors.ran(session, row, call);
      }
      if (outcome == Outcome.BLOCKED) {
        engine.blocking().park(session, row, call, own);
      } else if (engine.shards().hasReady(locked)) {
        locked = serving.serve(locked, millis);
      }
    } finally {
      unlock(locked);
      call.end();
    }
    serving.serveRest(millis);
    if (outcome == Outcome.HELD) {
      session.commands--;
      return outcome;
    }
    boolean again = batch.repeats(index) && outcome == Outcome.DONE;
    if (timing.putsOff(row, again, call.bytes() + (reply.mark() - mark))) {
      return outcome;
    }
    long took = timing.count(row, stats, engine.tracksLatency());
    if (observing.isLong(took) && outcome == Outcome.DONE) {
      observing.ran(session, row, call, took);
    }
    return outcome;
  }

  /** Whether a command can make something of which others wait for. */
  private boolean mayServe(Spec spec, int sole) {
    if (spec.locks() == Spec.Locks.TRANSACTION || spec.followsLinks) {
      return true;
    }
    if (spec.is(Flag.READONLY)) {
      return false;
    }
    if (sole > 0) {
      return engine.shards().isWaitedFor(call.hash(sole));
    }
    for (int i = 0; i < keys.count(); i++) {
      if (engine.shards().isWaitedFor(call.hash(keys.index(i)))) {
        return true;
      }
    }
    return false;
  }

  private Outcome queue(Session session, CommandTable.Row row, Spec spec, long hash) {
    call.beginKeys(session, spec, millis);
    int sole = spec.singleKey;
    long shards = sole > 0 ? engine.shards().bit(hash(row, sole, hash)) : declare(call, spec);
    session.transaction().add(SavedCommand.of(row, call, Map.of()), shards, flags(row, call));
    reply.simple(Replies.QUEUED);
    return Outcome.DONE;
  }

  private static int flags(CommandTable.Row row, Call call) {
    int bits = row.spec().flagBits;
    if (row.spec().runsScripts) {
      for (Flag flag : Flag.THOSE_OF_SCRIPTS) {
        bits = row.command().is(flag, call) ? bits | flag.bit() : bits & ~flag.bit();
      }
    }
    return bits;
  }

  /** How the event loop goes on while a command runs long. */
  public LongRunning longRunning() {
    return longRunning;
  }

  /** One that takes this one's place while a command of this one waits; it counts for this one. */
  public Dispatcher understudy() {
    Dispatcher understudy = new Dispatcher(engine, pushes.mailbox());
    understudy.stats = stats;
    return understudy;
  }

  /** What is denied to a command of a script. */
  @Nullable Denial denialOf(Session session, CommandTable.Row row, Arguments args) {
    return gates.denial(session, row, args, "lua");
  }

  /** Runs the commands of scripts. */
  InnerCalls innerCalls() {
    return innerCalls;
  }

  /** The wait of a session's command has ended, and its reply is at its connection. */
  public void answered(Session session) {
    readClock();
    session.waiter = null;
    TrackingState tracking = session.tracking;
    if (tracking != null) {
      tracking.caching = false;
    }
    session.lastMillis = millis; // it was not idle
  }

  /** Puts back what was taken for a client that went before it was told. */
  void giveBack(Waiter waiter, Undo undo) {
    readClock();
    serving.giveBack(waiter, undo, millis);
  }

  /** Serves those who wait for what has expired, and lets go of the shards. */
  void serveAndUnlock(long locked) {
    if (!engine.shards().hasReady(locked)) {
      unlock(locked);
      return;
    }
    readClock();
    unlock(serving.serve(locked, millis));
    serving.serveRest(millis);
  }

  /** Lets go of shards in which something may have changed. */
  void unlock(long locked) {
    if (engine.memory().limit() > 0) {
      memory.count(locked);
    }
    if (locked != 0 && engine.changeLog().isOn()) {
      engine.changeLog().commit();
    }
    engine.shards().unlock(locked);
  }

  /** The batch has hashed the only key, unless it belongs to a subcommand. */
  private long hash(CommandTable.Row row, int key, long hash) {
    return row.spec().isSubcommand()
        ? Hashing.hash(call.buffer(), call.offset(key), call.length(key))
        : hash;
  }

  /** Declares the keys of a command; returns the shards that it needs. */
  long declare(Call call, Spec spec) {
    if (spec.locks() == Spec.Locks.ALL) {
      return engine.shards().all();
    }
    if (spec.locks() == Spec.Locks.TRANSACTION) {
      return call.session().transaction().shards();
    }
    if (spec.singleKey > 0) {
      int key = spec.singleKey;
      return call.declareSole(key, Hashing.hash(call.buffer(), call.offset(key), call.length(key)));
    }
    if (spec.keySpecs.length == 0) {
      return 0;
    }
    keys.find(spec, call);
    long shards = 0;
    for (int i = 0; i < keys.count(); i++) {
      shards |= call.declare(keys.index(i));
    }
    call.prefetch(prefetcher, keys);
    return shards;
  }

  /** Refuses a command that does not run; a transaction it belongs to will not either. */
  private void refuse(Session session, String line) {
    reply.error(line);
    engine.errors().count(ErrorStats.codeOf(line));
    Transaction transaction = session.transactionIfAny();
    if (transaction != null && transaction.isOpen()) {
      transaction.flaw();
    }
  }

  private Outcome reject(Session session, CommandTable.Row row, String line) {
    if (row.spec().locks() == Spec.Locks.TRANSACTION) {
      engine.watching().discard(session);
      refuse(session, ABORTED + (line.startsWith("ERR ") ? line.substring(4) : line));
    } else {
      refuse(session, line);
    }
    stats.rejected(row.id());
    return Outcome.DONE;
  }

  private Outcome unknownCommand(Session session) {
    session.lastCommand = null;
    if (CommandDecoder.isCrossProtocol(call.buffer(), call.offset(0), call.length(0))) {
      unknown.warnOfAttack(session, millis);
      reply.clear(); // not even what came before is answered
      session.closeAfterReply();
      return Outcome.CLOSE;
    }
    refuse(session, UnknownNames.command(call));
    return Outcome.DONE;
  }

  private Outcome unknownSubcommand(Session session) {
    session.lastCommand = null;
    refuse(session, UnknownNames.subcommand(call));
    return Outcome.DONE;
  }

  private void silence(Session session, long mark) {
    switch (session.replyMode()) {
      case OFF -> reply.rewind(mark);
      case SKIP -> {
        reply.rewind(mark);
        session.replyMode(Session.ReplyMode.ON);
      }
      case SKIP_NEXT -> session.replyMode(Session.ReplyMode.SKIP);
      case ON -> {}
    }
  }
}
