package io.miniredis.server.engine;

import io.miniredis.server.acl.User;
import io.miniredis.server.acl.Users;
import io.miniredis.server.pubsub.Broadcast;
import io.miniredis.server.pubsub.Kind;
import io.miniredis.server.pubsub.Subscriber;
import io.miniredis.server.pubsub.Subscriptions;
import org.jspecify.annotations.Nullable;

/**
 * What the server knows of one client. Its own event loop writes it; others (CLIENT LIST) may read
 * values that are a moment old.
 */
public final class Session implements Subscriber {
  /** What becomes of replies (CLIENT REPLY). */
  public enum ReplyMode {
    ON,
    OFF,
    /** The reply to the next command is dropped. */
    SKIP_NEXT,
    /** The reply to this command is dropped. */
    SKIP
  }

  private final long id;
  private final Link link;
  private final long createdMillis;

  int database;
  boolean authenticated;
  private int protocol = 2;
  private String name = "";
  private String libraryName = "";
  private String libraryVersion = "";
  private ReplyMode replyMode = ReplyMode.ON;
  private boolean noEvict;
  private boolean noTouch;
  private volatile User user;
  private volatile boolean closing;
  long lastMillis;
  @Nullable Spec lastCommand;
  boolean deferred; // its command is to run from a task of the event loop
  volatile long heldAs; // its place among what is held back, or 0
  @Nullable SlowWork<?> slowWork; // what its command waits for
  volatile @Nullable Waiter waiter; // what its blocking command waits for
  private @Nullable Transaction transaction; // made with the first WATCH or MULTI
  @Nullable Subscriptions subscriptions; // made with the first one
  volatile Broadcast.@Nullable Membership monitoring; // while it is shown every command
  volatile long behindSince; // when its untaken replies passed the soft limit, or 0
  volatile @Nullable Dispatcher loop; // its event loop, from its first command on
  volatile @Nullable TrackingState tracking; // how it is told of changes, if it is
  long commands;

  public Session(long id, Link link, Users users, long now) {
    this.id = id;
    this.link = link;
    this.user = users.defaultUser();
    this.authenticated = !users.needPassword();
    this.createdMillis = now;
    this.lastMillis = now;
  }

  /** Counted up over the server's life; never used twice. */
  public long id() {
    return id;
  }

  public Link link() {
    return link;
  }

  public long createdMillis() {
    return createdMillis;
  }

  /** When the peer last sent anything, in milliseconds since the epoch. */
  public long lastMillis() {
    return lastMillis;
  }

  public @Nullable Spec lastCommand() {
    return lastCommand;
  }

  public long commands() {
    return commands;
  }

  public int database() {
    return database;
  }

  public void database(int number) {
    database = number;
  }

  public boolean authenticated() {
    return authenticated;
  }

  public void authenticated(boolean yes) {
    authenticated = yes;
  }

  /** The user whose rights count. */
  public User user() {
    return user;
  }

  /** Who has proved to be whom. */
  public void authenticate(User user) {
    this.user = user;
    authenticated = true;
  }

  /** 2 or 3. */
  @Override
  public int protocol() {
    return protocol;
  }

  public void protocol(int version) {
    protocol = version;
  }

  public String name() {
    return name;
  }

  public void name(String name) {
    this.name = name;
  }

  public String libraryName() {
    return libraryName;
  }

  public void libraryName(String name) {
    libraryName = name;
  }

  public String libraryVersion() {
    return libraryVersion;
  }

  public void libraryVersion(String version) {
    libraryVersion = version;
  }

  public ReplyMode replyMode() {
    return replyMode;
  }

  public void replyMode(ReplyMode mode) {
    replyMode = mode;
  }

  /**
   * Whether the client wants the reply to the command at hand; one that it skips is skipped now.
   */
  public boolean takesReply() {
    ReplyMode mode = replyMode;
    if (mode == ReplyMode.SKIP) {
      replyMode = ReplyMode.ON;
    }
    return mode == ReplyMode.ON || mode == ReplyMode.SKIP_NEXT;
  }

  public boolean noEvict() {
    return noEvict;
  }

  public void noEvict(boolean yes) {
    noEvict = yes;
  }

  public boolean noTouch() {
    return noTouch;
  }

  public void noTouch(boolean yes) {
    noTouch = yes;
  }

  /** Replicas and masters are not told apart yet: who is no subscriber is a normal client. */
  public ClientType type() {
    return isSubscribed() ? ClientType.PUBSUB : ClientType.NORMAL;
  }

  /** How it is told of changes, or null if it is not. */
  public @Nullable TrackingState tracking() {
    return tracking;
  }

  /** Whether it is subscribed to anything. */
  public boolean isSubscribed() {
    Subscriptions s = subscriptions;
    return s != null && !s.isEmpty();
  }

  /** Whether it gets messages in the place of replies: RESP2 cannot tell the two apart. */
  public boolean isListening() {
    return protocol == 2 && isSubscribed();
  }

  /** The number of its subscriptions of a kind. */
  public int subscriptions(Kind kind) {
    Subscriptions s = subscriptions;
    return s == null ? 0 : s.count(kind);
  }

  /** Whether it is shown every command. */
  public boolean isMonitor() {
    return monitoring != null;
  }

  /** Ends all its subscriptions, and that it is shown commands; by its own event loop. */
  void unsubscribe() {
    Broadcast.Membership m = monitoring;
    if (m != null) {
      monitoring = null;
      m.end();
    }
    Subscriptions s = subscriptions;
    if (s != null) {
      s.removeAll();
    }
  }

  /** Whether its user may use all that it is subscribed to; by its own event loop. */
  boolean mayKeepSubscriptions() {
    Subscriptions s = subscriptions;
    return s == null || s.all((kind, name) -> user.mayUseChannel(name, kind == Kind.PATTERN));
  }

  @Override
  public void push(byte[] frame) {
    link.push(frame);
  }

  /** Puts back what the client has chosen, but for what it told about its library. */
  public void reset(Users users) {
    unsubscribe();
    database = 0;
    protocol = 2;
    name = "";
    if (replyMode != ReplyMode.SKIP) { // the reply to this very command is skipped
      replyMode = ReplyMode.ON;
    }
    noEvict = false;
    noTouch = false;
    user = users.defaultUser();
    authenticated = !users.needPassword();
  }

  /** Whether the connection ends after the reply being written; no further command of it runs. */
  public boolean closing() {
    return closing;
  }

  public void closeAfterReply() {
    closing = true;
  }

  /** Ends the connection at once; no further command of it runs. */
  void kill() {
    closing = true;
    if (link.isOnThisLoop()) {
      unsubscribe(); // so that the next command does not count it any more
    }
    link.close();
  }

  /** What it watches, and what it has queued for EXEC. For its own event loop. */
  public Transaction transaction() {
    Transaction t = transaction;
    if (t == null) {
      t = new Transaction();
      transaction = t;
    }
    return t;
  }

  /** As {@link #transaction}, but null if it never watched or queued anything. */
  public @Nullable Transaction transactionIfAny() {
    return transaction;
  }

  /** Bytes of the arguments of the commands that it has queued for EXEC. */
  public long queuedBytes() {
    Transaction t = transaction;
    return t == null ? 0 : t.argumentBytes();
  }

  /**
   * Bytes of heap that what it watches, has queued, waits for and is subscribed to takes, about.
   */
  public long heapBytes() {
    Transaction t = transaction;
    Waiter w = waiter;
    Subscriptions s = subscriptions;
    return (t == null ? 0 : t.heapBytes())
        + (w == null ? 0 : w.heapBytes())
        + (s == null ? 0 : s.heapBytes());
  }

  /** Whether it is between MULTI and EXEC. */
  public boolean isInTransaction() {
    Transaction t = transaction;
    return t != null && t.isOpen();
  }

  /** Whether a blocking command of it waits. */
  public boolean isBlocked() {
    return waiter != null;
  }

  /** Whether a command of it is held back, or waits. */
  public boolean held() {
    SlowWork<?> work = slowWork;
    return waiter != null || heldAs != 0 || deferred || (work != null && !work.isDone());
  }

  /** The held command may be presented again. */
  public void released() {
    heldAs = 0;
    deferred = false;
  }
}
