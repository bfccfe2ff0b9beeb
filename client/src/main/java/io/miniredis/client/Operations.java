package io.miniredis.client;

import io.lettuce.core.protocol.CommandArgs;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands that put jobs, and those about a queue as a whole. */
final class Operations {
  private Operations() {}

  static Request<String> create(byte[] key, QueueOptions options) {
    CommandArgs<byte[], byte[]> arguments = Request.arguments().addKey(key);
    if (options.maxSize() != 0) {
      arguments.add("MAXSIZE").add(options.maxSize());
    }
    if (options.order() != Order.FIFO) {
      arguments.add("ORDER").add(options.order().name());
    }
    millis(arguments, "LEASE", options.lease());
    if (options.maxDeliveries() != 0) {
      arguments.add("MAXDELIVERIES").add(options.maxDeliveries());
    }
    String deadLetter = options.deadLetter();
    if (deadLetter != null) {
      arguments.add("DEADLETTER").addKey(Lanes.key(deadLetter));
    }
    millis(arguments, "DEDUP", options.dedup());
    if (options.backoff() != null) {
      millis(arguments, "BACKOFF", options.backoff());
      if (options.backoffFactor() != 0) {
        arguments.add("FACTOR").add(options.backoffFactor());
      }
      millis(arguments, "MAX", options.backoffMax());
    }
    millis(arguments, "RESULTS", options.results());
    return text(Keyword.CREATE, arguments);
  }

  static PutLane.Put<String> put(byte[] key, byte[] payload, PutOptions options) {
    return new PutLane.Put<>(
        Keyword.PUT,
        nowait -> {
          CommandArgs<byte[], byte[]> arguments =
              how(Request.arguments().addKey(key).add(payload), options);
          if (options.id() != null) {
            arguments.add("ID").add(Lanes.key(options.id()));
          }
          return nowait ? arguments.add("NOWAIT") : arguments;
        },
        options.id() != null,
        reply -> Replies.text(placed(reply)));
  }

  static PutLane.Put<List<String>> putAll(byte[] key, List<byte[]> payloads, PutOptions options) {
    if (options.id() != null) {
      throw new IllegalArgumentException("several jobs cannot have one id, was " + options.id());
    }
    return new PutLane.Put<>(
        Keyword.MPUT,
        nowait -> {
          CommandArgs<byte[], byte[]> arguments = how(Request.arguments().addKey(key), options);
          if (nowait) {
            arguments.add("NOWAIT");
          }
          arguments.add("VALUES").add(payloads.size());
          payloads.forEach(arguments::add);
          return arguments;
        },
        false,
        reply -> Replies.texts(placed(reply)));
  }

  private static Object placed(@Nullable Object reply) {
    if (reply == null) {
      throw new QueueFullException("QUEUEFULL no place in time");
    }
    return reply;
  }

  private static CommandArgs<byte[], byte[]> how(
      CommandArgs<byte[], byte[]> arguments, PutOptions options) {
    Long priority = options.priority();
    if (priority != null) {
      arguments.add("PRIORITY").add(priority);
    }
    millis(arguments, "DELAY", options.delay());
    return arguments;
  }

  /** Whether the queue was finished: false for nil. */
  static Request<Boolean> join(byte[] key) {
    return new Request<>(
        Keyword.JOIN, Request.arguments().addKey(key), true, reply -> reply != null);
  }

  static Request<Optional<byte[]>> result(byte[] key, String id) {
    return new Request<>(
        Keyword.RESULT,
        Request.arguments().addKey(key).add(Lanes.key(id)).add("TIMEOUT").add(0),
        true,
        reply -> reply == null ? Optional.empty() : Optional.of(Replies.bytes(reply)));
  }

  static Request<String> shutdown(byte[] key, boolean immediate) {
    CommandArgs<byte[], byte[]> arguments = Request.arguments().addKey(key);
    return text(Keyword.SHUTDOWN, immediate ? arguments.add("IMMEDIATE") : arguments);
  }

  static Request<String> text(Keyword keyword, CommandArgs<byte[], byte[]> arguments) {
    return new Request<>(keyword, arguments, true, Replies::text);
  }

  static Request<Long> number(Keyword keyword, CommandArgs<byte[], byte[]> arguments) {
    return new Request<>(keyword, arguments, true, Replies::number);
  }

  static JobState state(String word) {
    return JobState.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static void millis(
      CommandArgs<byte[], byte[]> arguments, String option, @Nullable Duration time) {
    if (time != null) {
      arguments.add(option).add(time.toMillis());
    }
  }
}
