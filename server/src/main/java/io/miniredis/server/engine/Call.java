package io.miniredis.server.engine;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.acl.User;
import io.miniredis.server.pubsub.Subscriptions;
import io.miniredis.server.value.StringValue;
import io.miniredis.server.value.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * One call of a command: its arguments, its reply, and the keys it declared. A flyweight that each
 * event loop wraps around one command after the other.
 *
 * <p>Values are reached by the index of the argument that names the key. The engine has locked
 * exactly the declared keys; reaching for any other argument is a programming error and throws.
 */
public final class Call extends KeyValues {
  /** On whose behalf a command runs. */
  enum Mode {
    /** The client has just sent it. */
    DIRECT,
    /** A transaction runs it: it must not wait. */
    NESTED,
    /** The client waits for its keys, and they have changed. */
    SERVED
  }

  private final ReplyWriter reply;
  private final Mode mode;
  private final Wait wait = new Wait();
  private Undo undo = Undo.NOTHING;
  private boolean lost;
  private final Map<Class<?>, Object> tools = new HashMap<>();

  Call(Engine engine, Dispatcher dispatcher, ReplyWriter reply, Mode mode) {
    super(engine, dispatcher);
    this.reply = reply;
    this.mode = mode;
  }

  /** Begins the call of a command whose arguments are loaded. */
  void begin(Session session, Spec spec, long now) {
    beginValues(session, spec, now);
    wait.clear();
    undo = Undo.NOTHING;
    lost = false;
  }

  // ---- around the call

  public Session session() {
    return session;
  }

  public Engine engine() {
    return engine;
  }

  public Spec spec() {
    return spec;
  }

  /** Whether the user may read every key by this command: also such as it has not declared. */
  public boolean mayReadAnyKey() {
    User user = session.user();
    CommandTable.Row row = engine.commands().find(spec.fullName());
    return user.isUnlimited() || (row != null && user.mayReadAnyKeyWith(row.id()));
  }

  /** Whether a transaction runs the command, so that it must not wait. */
  public boolean isNested() {
    return mode == Mode.NESTED;
  }

  /**
   * Has slow work (files, the disk) done by another thread. The first time this does not return:
   * the command is held back, others go on, and it runs again from its beginning when the work is
   * done. So nothing must have been changed before.
   *
   * <p>In a transaction, which cannot be interrupted, the work is done at once.
   *
   * @return what the work returned; what it threw is thrown
   */
  @SuppressWarnings("unchecked") // a session has one command at a time, and that one kind of work
  public <T> T slowly(Callable<T> work) {
    if (mode == Mode.NESTED) {
      return SlowWork.now(work);
    }
    SlowWork<T> task = (SlowWork<T>) session.slowWork;
    if (task == null) {
      task = SlowWork.start(spec.fullName(), work, session.link());
      session.slowWork = task;
    }
    if (!task.isDone()) {
      throw Hold.INSTANCE;
    }
    session.slowWork = null;
    return task.outcome();
  }

  /** Whether this is the command's run after slow work, of which the outcome is to be asked. */
  public boolean isResumed() {
    return session.slowWork != null;
  }

  /** Where the reply goes. */
  public ReplyWriter reply() {
    return reply;
  }

  /**
   * Where that goes which is no reply, but stands in the place of one: it is sent to clients too
   * that want no replies.
   */
  public ReplyWriter pushes() {
    Session.ReplyMode wish = session.replyMode();
    if (wish == Session.ReplyMode.ON || wish == Session.ReplyMode.SKIP_NEXT) {
      return reply;
    }
    Pushes pushes = dispatcher.pushes();
    return mode == Mode.NESTED
        ? pushes.inPlaceOfReply(session.protocol())
        : pushes.behindReply(session.protocol());
  }

  /** What the client is subscribed to. */
  public Subscriptions subscriptions() {
    Subscriptions s = session.subscriptions;
    if (s == null) {
      s = engine.pubsub().subscriptions(session, dispatcher.pushes().mailbox());
      session.subscriptions = s;
    }
    return s;
  }

  /** Shows the client, which does not monitor yet, every command from now on. */
  public void monitor() {
    session.monitoring = engine.monitors().join(session, dispatcher.pushes().mailbox());
  }

  /** Delivers what was published until now: before subscriptions end. */
  public void deliverMail() {
    dispatcher.pushes().deliver(mode == Mode.NESTED || session.replyMode() != Session.ReplyMode.ON);
  }

  /** The whole keyspace; only for commands whose specification locks all shards. */
  public Databases databases() {
    if (spec.locks() != Spec.Locks.ALL) {
      throw new IllegalStateException(spec.name() + " does not lock the whole keyspace");
    }
    return engine.databases();
  }

  /** The time of values that have something to be done. */
  public Ticks ticks() {
    return engine.ticks();
  }

  /**
   * A call for a key that is no argument, but that the value of a declared key is linked to: as its
   * argument 1, with no reply.
   */
  public Call linked(byte[] key) {
    Call call = new Call(engine, dispatcher, new ReplyWriter(), Mode.NESTED);
    call.show(key, new int[] {0, 0}, new int[] {0, key.length}, 0, 2);
    call.begin(session, spec, now);
    call.useDatabase(database);
    call.declare(1);
    if (!engine.shards().isMine(call.hash(1))) {
      throw new IllegalStateException(spec.name() + " has not locked the key it is linked to");
    }
    return call;
  }

  /**
   * An object that bodies use again and again, one of each type: so that to parse options costs no
   * object. It holds whatever the last one has left in it.
   */
  public <T> T tool(Class<T> type, Supplier<T> make) {
    Object found = tools.get(type);
    if (found == null) {
      found = make.get();
      tools.put(type, found);
    }
    return type.cast(found);
  }

  // ---- waiting

  /**
   * Has the client wait until one of the keys changes and has a value of this type; then the
   * command runs again from its beginning, and may ask to wait again, and so on until it replies.
   * Clients that wait for a key are served in the order in which they came. Where a command must
   * not wait, in a transaction, it replies at once as at its timeout.
   *
   * @param firstKey the index of the first of the keys; what else the command declared as its keys
   *     is not waited for
   * @param timeoutMillis 0: for ever
   */
  public void waitFor(
      int firstKey, int keys, ValueType<?> type, long timeoutMillis, OnTimeout onTimeout) {
    if (mode == Mode.NESTED) {
      onTimeout.reply(reply);
      return;
    }
    wait.asked = true;
    wait.firstKey = firstKey;
    wait.keys = keys;
    wait.type = type;
    wait.kind = 0;
    wait.minds = false;
    wait.part = null;
    wait.inLine = false;
    wait.toldOfLoss = false;
    wait.timeoutMillis = timeoutMillis;
    wait.againMillis = 0;
    wait.onTimeout = onTimeout;
  }

  /**
   * As {@link #waitFor}, but the command also runs again when a key goes, or gets another type, so
   * that it can say so.
   */
  public void waitForChange(
      int firstKey, int keys, ValueType<?> type, long timeoutMillis, OnTimeout onTimeout) {
    waitFor(firstKey, keys, type, timeoutMillis, onTimeout);
    wait.minds = true;
  }

  /**
   * As {@link #waitFor}, for one of several kinds of things that clients wait for at a value
   * ({@link io.miniredis.server.value.Value#serves}): those of another kind are apart. The command
   * also runs again, and {@link #hasLost} tells it so, when the value that a key had is not its
   * value any more.
   *
   * @param inLine whether nobody of this kind is served before those who came earlier: also when
   *     they need more than he does
   */
  public void waitFor(
      int firstKey,
      int keys,
      ValueType<?> type,
      int kind,
      boolean inLine,
      long timeoutMillis,
      OnTimeout onTimeout) {
    waitFor(firstKey, keys, type, timeoutMillis, onTimeout);
    wait.kind = kind;
    wait.inLine = inLine;
    wait.toldOfLoss = true;
  }

  /**
   * Waits for a part of the value of one key, which {@link #changedPart} tells of: so that those
   * who wait for other parts are not in the way.
   */
  public void waitForPart(
      int key, byte[] part, ValueType<?> type, int kind, long timeoutMillis, OnTimeout onTimeout) {
    waitFor(key, 1, type, kind, false, timeoutMillis, onTimeout);
    wait.part = part;
  }

  /** Has those looked after who wait for a part of a key's value. */
  public void changedPart(int key, byte[] part) {
    engine
        .shards()
        .of(hash(key))
        .followers
        .changedPart(database, buffer(), offset(key), length(key), hash(key), part);
  }

  /** Whether a key that the client waited for has lost the value that it had. */
  public boolean hasLost() {
    return lost;
  }

  /** Has the command run as if a key that the client waited for had lost its value, or not. */
  void lost(boolean lost) {
    this.lost = lost;
  }

  /**
   * Whether clients wait for something of a kind at a key, and this one is not the first of them.
   */
  public boolean othersWait(int arg, ValueType<?> type, int kind) {
    return mode != Mode.SERVED && waiting(arg, type, kind) > 0;
  }

  /** How many clients wait for something of a kind at a key. */
  public int waiting(int arg, ValueType<?> type, int kind) {
    return engine
        .shards()
        .of(hash(arg))
        .followers
        .waiting(database, buffer(), offset(arg), length(arg), hash(arg), type, kind);
  }

  /** Whether clients wait for parts of a key's value. */
  public boolean partsAreWaitedFor(int arg, ValueType<?> type) {
    return waiting(arg, type, Wait.NOTHING) > 0;
  }

  /** Has the command that waits also run again when so much time has passed, from 1 ms on. */
  public void runAgainAfter(long millis) {
    wait.againMillis = Math.max(1, millis);
  }

  /** Has the client wait for the time alone, and be replied to then. */
  public void waitForTime(long timeoutMillis, OnTimeout onTimeout) {
    waitFor(0, 0, StringValue.TYPE, timeoutMillis, onTimeout);
  }

  /** Has an argument be another one when the command that waits runs again. */
  public void replaceArg(int index, byte[] value) {
    wait.replaced.put(index, value);
  }

  /**
   * Says how to put back what the command took from its keys, should its client, which has waited,
   * turn out to be gone. What {@code undo} needs must be copied.
   */
  public void ifUndelivered(Undo undo) {
    this.undo = undo;
  }

  /** Whether the client has waited, so that {@link #ifUndelivered} matters. */
  public boolean isServed() {
    return mode == Mode.SERVED;
  }

  /** What the command waits for, if it asked to. */
  Wait waiting() {
    return wait;
  }

  boolean isToWait() {
    return wait.asked;
  }

  Undo undo() {
    return undo;
  }

  // ---- what is told to those who follow changes

  /** Whether this is a change of the past, which is done again while data is loaded. */
  public boolean isReplayed() {
    return now() == Replay.BEFORE_ALL;
  }

  /**
   * Whether somebody follows the changes. Then a command that would do something else when it is
   * repeated later, as it depends on time or chance, tells its {@linkplain #effect effects}.
   */
  public boolean isFollowed() {
    return engine.changeLog().isOn();
  }

  /**
   * Begins to tell an effect of this command, in whose place it will be done again: a command of
   * this name, of which the arguments and the end are to follow. Only if it {@link #isFollowed}.
   */
  public Effects effect(String command) {
    told = true;
    return engine.changeLog().unit().begin(database, command);
  }

  /** This command has changed something that {@link #changed} was not told of. */
  public void changedBeyondKeys() {
    changed = true;
  }

  /** Whether to repeat the command is how its changes are done again. */
  boolean isToBeRepeated() {
    return changed && !told;
  }

  // ---- scripts

  /**
   * Serves the event loop's other clients, who are told that the server is busy. For a command that
   * runs scripts, while none of its own commands runs.
   */
  public void serveOthers() {
    dispatcher.longRunning().serveOthers();
  }

  /** Runs commands on this command's behalf. For one that locks all shards. */
  public InnerCalls innerCalls() {
    return dispatcher.innerCalls();
  }

  /** Whether memory had run out when this command began. For one that runs scripts. */
  public boolean lacksMemory() {
    return dispatcher.longRunning().lacksMemory();
  }

  // ---- transactions

  /** Watches a key for the session's transaction. */
  public void watch(int arg) {
    locate(arg); // what has expired goes now, and not as a change that is seen later
    engine.watching().watch(session, database, buffer(), offset(arg), length(arg), hash(arg));
  }

  /** Whether a key that the session watches has changed. For the command that has locked them. */
  public boolean watchedChanged() {
    return engine.watching().watchedChanged(session, now);
  }

  /** Runs all commands that the session's transaction has queued; each writes its reply. */
  public void runQueued() {
    dispatcher.bodies().runQueued(session, now);
  }
}
