package io.miniredis.server.engine;

import io.miniredis.server.pubsub.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What CLIENT LIST tells of a client: {@code name=value} pairs in a line, bytes as Latin-1 text.
 * Figures of other event loops' clients may be a moment old.
 */
public final class ClientLine {
  private static final int CONNECTION_BYTES = 2048; // about what an idle one takes

  private final StringBuilder text = new StringBuilder();

  /** The line of a client whose command is not running. */
  public ClientLine(Session session, long now) {
    this(session, now, 0);
  }

  /**
   * The line of a client.
   *
   * @param arguments bytes of its running command
   */
  public ClientLine(Session session, long now, long arguments) {
    Link link = session.link();
    Spec last = session.lastCommand();
    long unread = link.outputBytes();
    Transaction transaction = session.transactionIfAny();
    long queued = transaction == null ? 0 : transaction.heapBytes();
    TrackingState tracking = session.tracking();
    put("id", session.id());
    put("addr", link.remoteAddress());
    put("laddr", link.localAddress());
    put("fd", link.fileDescriptor());
    put("name", session.name());
    put("age", (now - session.createdMillis()) / 1000);
    put("idle", Math.max(0, now - session.lastMillis()) / 1000);
    put("flags", flags(session));
    put("db", session.database());
    put("sub", session.subscriptions(Kind.CHANNEL));
    put("psub", session.subscriptions(Kind.PATTERN));
    put("ssub", session.subscriptions(Kind.SHARD));
    put("multi", transaction != null && transaction.isOpen() ? transaction.size() : -1);
    put("watch", transaction == null ? 0 : transaction.watching());
    put("qbuf", link.inputBytes());
    put("qbuf-free", link.inputCapacity() - link.inputBytes());
    put("argv-mem", arguments);
    put("multi-mem", queued);
    put("rbs", 0);
    put("rbp", 0);
    put("obl", 0);
    put("oll", unread > 0 ? 1 : 0);
    put("omem", unread);
    put(
        "tot-mem",
        CONNECTION_BYTES + link.inputCapacity() + arguments + session.heapBytes() + unread);
    put("events", unread > 0 ? "rw" : "r");
    put("cmd", last == null ? "NULL" : last.fullName());
    put("user", session.user().name());
    put("redir", tracking == null ? -1 : tracking.mode().redirect());
    put("resp", session.protocol());
    put("lib-name", session.libraryName());
    put("lib-ver", session.libraryVersion());
    text.setLength(text.length() - 1);
  }

  /** The line, without its end. */
  @Override
  public String toString() {
    return text.toString();
  }

  private void put(String name, long value) {
    text.append(name).append('=').append(value).append(' ');
  }

  private void put(String name, String value) {
    text.append(name).append('=').append(value).append(' ');
  }

  private static String flags(Session session) {
    String flags =
        (session.isMonitor() ? "O" : "")
            + (session.isSubscribed() ? "P" : "")
            + (session.isInTransaction() ? "x" : "")
            + (session.held() ? "b" : "")
            + flags(session.tracking())
            + (isTouched(session) ? "d" : "")
            + (session.closing() ? "c" : "")
            + (session.noEvict() ? "e" : "")
            + (session.noTouch() ? "T" : "");
    return flags.isEmpty() ? "N" : flags;
  }

  private static String flags(@Nullable TrackingState tracking) {
    return tracking == null
        ? ""
        : "t" + (tracking.isBroken() ? "R" : "") + (tracking.mode().broadcast() ? "B" : "");
  }

  private static boolean isTouched(Session session) {
    Transaction transaction = session.transactionIfAny();
    return transaction != null && transaction.isTouched();
  }
}
