package io.miniredis.it.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a case, on the connection {@code conn} (the first is {@code c1}). */
sealed interface Step {
  String conn();

  /** How the line stands in the file, for messages. */
  String text();

  /** What a step that reads replies does with them. */
  sealed interface Reading extends Step {
    Modifiers modifiers();

    /** What ours must reply, by protocol; null where only the real server says it. */
    @Nullable Reply expected(int protocol);
  }

  /** Sends a command and reads its reply. */
  record Command(String conn, String text, Modifiers modifiers, List<String> words, Expected expect)
      implements Reading {
    @Override
    public @Nullable Reply expected(int protocol) {
      return expect.of(protocol);
    }
  }

  /** Reads {@code count} replies. */
  record Read(String conn, String text, Modifiers modifiers, int count, Expected expect)
      implements Reading {
    @Override
    public @Nullable Reply expected(int protocol) {
      return expect.of(protocol);
    }
  }

  /** Sends bytes as they are, and reads nothing. */
  record Raw(String conn, String text, String bytes) implements Step {}

  /** Sends a command, and reads nothing. */
  record Send(String conn, String text, List<String> words) implements Step {}

  /** Sends a command that has its client wait; the next step comes when both servers say so. */
  record Waits(String conn, String text, List<String> words) implements Step {}

  /** Closes the connection; the next step comes when both servers have seen it. */
  record Leaves(String conn, String text) implements Step {}

  /** Both servers close the connection. */
  record Closed(String conn, String text) implements Step {}

  /** Both servers close the connection, after any bytes. */
  record Cut(String conn, String text) implements Step {}

  /** Neither server has anything to say. */
  record Silent(String conn, String text) implements Step {}

  /** A literal reply for each protocol. */
  record Expected(@Nullable Reply resp2, @Nullable Reply resp3) {
    static final Expected NOTHING = new Expected(null, null);

    @Nullable Reply of(int protocol) {
      return protocol == 3 ? resp3 : resp2;
    }
  }
}
