package io.miniredis.client;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command and the future of what it answers; it may be sent several times, one after the other.
 *
 * @param <R> what the reply is read as
 */
final class Request<R> {
  final Keyword keyword;
  final CommandArgs<byte[], byte[]> arguments;
  final CompletableFuture<R> result = new CompletableFuture<>();

  /** Whether it may run twice: then a lost connection is no reason to fail. */
  final boolean repeatable;

  private final Function<@Nullable Object, R> reader;

  /** Whether an earlier sending of it was lost, and may have run. */
  volatile boolean uncertain;

  /** When it is given up, by {@link System#nanoTime}; set when it is first sent. */
  long deadline;

  Request(
      Keyword keyword,
      CommandArgs<byte[], byte[]> arguments,
      boolean repeatable,
      Function<@Nullable Object, R> reader) {
    this.keyword = keyword;
    this.arguments = arguments;
    this.repeatable = repeatable;
    this.reader = reader;
  }

  /** One sending of it. */
  Attempt attempt(Sender sender) {
    return new Attempt(sender);
  }

  /** Completes it as if the server had answered nil. */
  void answerNil() {
    R read;
    try {
      read = reader.apply(null);
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
      return;
    }
    result.complete(read);
  }

  static CommandArgs<byte[], byte[]> arguments() {
    return new CommandArgs<>(ByteArrayCodec.INSTANCE);
  }

  /** Who sends requests, and is told how that ended. */
  interface Sender {
    /** The request's future has been completed with what the server said. */
    void answered(Request<?> request);

    /**
     * The request comes back without an answer, its future not completed.
     *
     * @param mayHaveRun whether the server may have run it
     */
    void lost(Request<?> request, boolean mayHaveRun);
  }

  /** What Lettuce sends. */
  final class Attempt extends Command<byte[], byte[], @Nullable Object> {
    private final Sender sender;

    private Attempt(Sender sender) {
      super(keyword, new ReplyOutput(), arguments);
      this.sender = sender;
    }

    @Override
    public void complete() {
      if (isDone()) {
        return;
      }
      super.complete();
      String error = getError();
      if (error != null && error.startsWith("LOADING ")) {
        sender.lost(Request.this, false);
        return;
      }
      sender.answered(Request.this);
      if (error != null) {
        result.completeExceptionally(problem(error));
      } else {
        read();
      }
    }

    /** Done by the lost sending, or never ours: the server cannot tell. */
    private QueueException problem(String error) {
      QueueException problem = Replies.error(error);
      return uncertain && problem instanceof NotLeasedException
          ? new QueueConnectionException(
              "connection lost; whether " + keyword + " ran is not known", problem)
          : problem;
    }

    private void read() {
      R read;
      try {
        read = reader.apply(get());
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
        return;
      }
      result.complete(read);
    }

    @Override
    public boolean completeExceptionally(Throwable problem) {
      if (isDone()) {
        return false;
      }
      super.completeExceptionally(problem);
      sender.lost(Request.this, true);
      return true;
    }

    @Override
    public void cancel() {
      if (!isDone()) {
        super.cancel();
        sender.lost(Request.this, true);
      }
    }

    /** Says that it never left this program. */
    void notSent() {
      if (!isDone()) {
        super.cancel();
        sender.lost(Request.this, false);
      }
    }
  }
}
