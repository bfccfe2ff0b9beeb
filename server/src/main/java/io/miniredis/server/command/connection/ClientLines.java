package io.miniredis.server.command.connection;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Link;
import io.miniredis.server.engine.Session;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.engine.Transaction;
import io.miniredis.server.pubsub.Kind;
import java.nio.charset.StandardCharsets;

/**
 * The text of CLIENT LIST and CLIENT INFO: a line a client, of {@code name=value} pairs. Figures of
 * other event loops' clients may be a moment old.
 */
final class ClientLines {
  private static final int CONNECTION_BYTES = 2048; // about what an idle one takes

  private final Call call;
  private final StringBuilder text = new StringBuilder();

  ClientLines(Call call) {
    this.call = call;
  }

  void add(Session session) {
    Link link = session.link();
    Spec last = session.lastCommand();
    long arguments = session == call.session() ? argumentBytes() : 0;
    long unread = link.outputBytes();
    Transaction transaction = session.transactionIfAny();
    long queued = transaction == null ? 0 : transaction.heapBytes();
    put("id", session.id());
    put("addr", link.remoteAddress());
    put("laddr", link.localAddress());
    put("fd", link.fileDescriptor());
    put("name", session.name());
    put("age", (call.now() - session.createdMillis()) / 1000);
    put("idle", Math.max(0, call.now() - session.lastMillis()) / 1000);
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
    put("tot-mem", CONNECTION_BYTES + link.inputCapacity() + arguments + queued + unread);
    put("events", unread > 0 ? "rw" : "r");
    put("cmd", last == null ? "NULL" : last.fullName());
    put("user", session.user());
    put("redir", -1);
    put("resp", session.protocol());
    put("lib-name", session.libraryName());
    put("lib-ver", session.libraryVersion());
    text.setCharAt(text.length() - 1, '\n');
  }

  /** Replies with all lines. */
  void reply() {
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    call.reply().verbatim("txt", bytes, 0, bytes.length);
  }

  private void put(String name, long value) {
    text.append(name).append('=').append(value).append(' ');
  }

  private void put(String name, String value) {
    text.append(name).append('=').append(value).append(' ');
  }

  private static String flags(Session session) {
    String flags =
        (session.isSubscribed() ? "P" : "")
            + (session.isInTransaction() ? "x" : "")
            + (session.held() ? "b" : "")
            + (isTouched(session) ? "d" : "")
            + (session.closing() ? "c" : "")
            + (session.noEvict() ? "e" : "")
            + (session.noTouch() ? "T" : "");
    return flags.isEmpty() ? "N" : flags;
  }

  private static boolean isTouched(Session session) {
    Transaction transaction = session.transactionIfAny();
    return transaction != null && transaction.isTouched();
  }

  private long argumentBytes() {
    long bytes = 0;
    for (int i = 0; i < call.argc(); i++) {
      bytes += call.arg(i).length();
    }
    return bytes;
  }
}
