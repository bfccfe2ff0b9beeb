package io.miniredis.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ReplyOutput} gathered. */
final class Replies {
  private Replies() {}

  static String text(@Nullable Object reply) {
    if (reply instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (reply == null) {
      throw unexpected("text", "nil");
    }
    return reply.toString();
  }

  static byte[] bytes(@Nullable Object reply) {
    if (reply instanceof byte[] bytes) {
      return bytes;
    }
    throw unexpected("bytes", String.valueOf(reply));
  }

  static long number(@Nullable Object reply) {
    if (reply instanceof Long number) {
      return number;
    }
    return Long.parseLong(text(reply));
  }

  @SuppressWarnings("unchecked") // ReplyOutput makes no other lists
  static List<@Nullable Object> list(@Nullable Object reply) {
    if (reply instanceof List<?> list) {
      return (List<@Nullable Object>) list;
    }
    throw unexpected("a list", String.valueOf(reply));
  }

  static List<String> texts(@Nullable Object reply) {
    List<String> texts = new ArrayList<>();
    for (Object element : list(reply)) {
      texts.add(text(element));
    }
    return texts;
  }

  /** The jobs of a Q.GET; none for nil. */
  static List<RawJob> jobs(@Nullable Object reply) {
    if (reply == null) {
      return List.of();
    }
    List<@Nullable Object> elements = list(reply);
    List<RawJob> jobs = new ArrayList<>(elements.size());
    for (Object element : elements) {
      List<@Nullable Object> job = list(element);
      jobs.add(
          new RawJob(
              bytes(job.get(0)), text(job.get(1)), bytes(job.get(2)), (int) number(job.get(3))));
    }
    return jobs;
  }

  /** The exception that an error reply stands for. */
  static QueueException error(String message) {
    int end = message.indexOf(' ');
    return switch (end < 0 ? message : message.substring(0, end)) {
      case "QUEUEFULL" -> new QueueFullException(message);
      case "QUEUESHUTDOWN" -> new QueueShutDownException(message);
      case "JOBDEAD" -> new JobDeadException(message);
      case "NOQUEUE" -> new NoSuchQueueException(message);
      case "NOTLEASED" -> new NotLeasedException(message, named(message));
      default -> new QueueCommandException(message);
    };
  }

  /** The same problem with the trace of this thread, and the other one as its cause. */
  static QueueException again(QueueException problem) {
    String message = String.valueOf(problem.getMessage());
    QueueException copy =
        switch (problem) {
          case QueueFullException ignored -> new QueueFullException(message);
          case QueueEmptyException ignored -> new QueueEmptyException(message);
          case QueueShutDownException ignored -> new QueueShutDownException(message);
          case NoSuchQueueException ignored -> new NoSuchQueueException(message);
          case JobDeadException ignored -> new JobDeadException(message);
          case QueueTimeoutException ignored -> new QueueTimeoutException(message);
          case QueueCommandException ignored -> new QueueCommandException(message);
          case NotLeasedException not -> new NotLeasedException(message, not.ids());
          case QueueCodecException codec -> new QueueCodecException(message, codec);
          case QueueConnectionException lost ->
              new QueueConnectionException(message, lost.getCause());
          default -> new QueueException(message, problem.getCause());
        };
    if (copy.getCause() == null) {
      copy.addSuppressed(problem);
    }
    return copy;
  }

  /** The ids at the end of an error: {@code NOTLEASED there is no such lease: 17 18}. */
  private static List<String> named(String message) {
    int colon = message.indexOf(": ");
    return colon < 0 ? List.of() : List.of(message.substring(colon + 2).split(" "));
  }

  private static QueueException unexpected(String wanted, String was) {
    return new QueueException("the server's answer should have been " + wanted + ", was " + was);
  }
}
