package io.miniredis.server.engine;

import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The clients that are connected now, by their ids. Safe for use by all event loops. */
public final class Sessions {
  private final ConcurrentSkipListMap<Long, Session> byId = new ConcurrentSkipListMap<>();
  private final AtomicLong lastId = new AtomicLong();

  /** Makes a session for a connection and files it. */
  public Session open(Link link, long now) {
    Session session = new Session(lastId.incrementAndGet(), link, now);
    byId.put(session.id(), session);
    return session;
  }

  /** Forgets a session whose connection has ended. */
  public void closed(Session session) {
    byId.remove(session.id());
  }

  public @Nullable Session find(long id) {
    return byId.get(id);
  }

  /** In order of their ids; may be walked while clients come and go. */
  public Collection<Session> all() {
    return byId.values();
  }

  public int count() {
    return byId.size();
  }

  /** All that ever connected. */
  public long opened() {
    return lastId.get();
  }
}
