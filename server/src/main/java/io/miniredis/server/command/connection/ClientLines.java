package io.miniredis.server.command.connection;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.ClientLine;
import io.miniredis.server.engine.Session;
import java.nio.charset.StandardCharsets;

/** The text of CLIENT LIST and CLIENT INFO: a line a client, as {@link ClientLine} tells it. */
final class ClientLines {
  private final Call call;
  private final StringBuilder text = new StringBuilder();

  ClientLines(Call call) {
    this.call = call;
  }

  void add(Session session) {
    long arguments = session == call.session() ? argumentBytes() : 0;
    text.append(new ClientLine(session, call.now(), arguments)).append('\n');
  }

  /** Replies with all lines. */
  void reply() {
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    call.reply().verbatim("txt", bytes, 0, bytes.length);
  }

  private long argumentBytes() {
    long bytes = 0;
    for (int i = 0; i < call.argc(); i++) {
      bytes += call.arg(i).length();
    }
    return bytes;
  }
}
