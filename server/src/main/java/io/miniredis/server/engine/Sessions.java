package io.miniredis.server.engine;

import io.miniredis.server.acl.Users;
import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The clients that are connected now, by their ids. Safe for use by all event loops. */
public final class Sessions {
  private final ConcurrentSkipListMap<Long, Session> byId = new ConcurrentSkipListMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong lastId = new AtomicLong();

  /** Takes a place for one more client; false if there are {@code max} already. */
  public boolean admit(long max) {
    if (count.incrementAndGet() > max) {
      count.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Makes a session for a connection that was {@linkplain #admit admitted}. */
  public Session make(Link link, Users users, long now) {
    return new Session(lastId.incrementAndGet(), link, users, now);
  }

  /** Files a session, for all to see: its connection must be ready to be asked by then. */
  public void opened(Session session) {
    byId.put(session.id(), session);
  }

  /** Forgets a session whose connection has ended. */
  public void closed(Session session) {
    if (byId.remove(session.id()) != null) {
      count.decrementAndGet();
    }
  }

  /**
   * Ends a session's connection: at once, without the replies that its peer has not taken. No
   * further command of it runs, and it is not listed any more.
   */
  public void kill(Session session) {
    closed(session);
    session.kill();
  }

  /** Begins to {@linkplain #kill kill} some, for one who wants to know when that is over. */
  public Killing killing() {
    return new Killing(this);
  }

  /**
   * Kills those that have been idle for longer than {@code millis}; waiting for us or for messages
   * is not idle.
   */
  void killIdle(long now, long millis) {
    for (Session session : byId.values()) {
      if (now - session.lastMillis() > millis && !session.held() && !isWaitingForPushes(session)) {
        kill(session);
      }
    }
  }

  private static boolean isWaitingForPushes(Session session) {
    return session.isSubscribed() || session.isMonitor();
  }

  /** Kills those that the guard condemns; returns how many. */
  int killBehind(OutputGuard guard, long now) {
    int killed = 0;
    for (Session session : byId.values()) {
      if (guard.condemns(session, session.link().outputBytes(), now)) {
        kill(session);
        killed++;
      }
    }
    return killed;
  }

  public @Nullable Session find(long id) {
    return byId.get(id);
  }

  /** In order of their ids; may be walked while clients come and go. */
  public Collection<Session> all() {
    return byId.values();
  }

  public int count() {
    return count.get();
  }
}
