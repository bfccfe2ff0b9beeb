package io.miniredis.client;

import java.util.concurrent.CompletableFuture;

/** asyncio.Queue as a caller sees it, whatever the caller speaks. */
interface Channel extends AutoCloseable {
  /** What a call was refused with: asyncio's exceptions. */
  enum Refusal {
    FULL,
    EMPTY,
    SHUT_DOWN,
    NOT_LEASED,
    OTHER
  }

  /** A refused call. */
  final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    final Refusal refusal;

    RefusedException(Refusal refusal, Throwable cause) {
      super(refusal.name(), cause);
      this.refusal = refusal;
    }
  }

  /** A job that was got, with what its acknowledgement needs. */
  record Item(String payload, Object handle) {}

  void create(int maxSize, Order order);

  CompletableFuture<Void> put(String payload);

  void putNowait(String payload);

  void putNowait(String payload, long priority);

  CompletableFuture<Item> get();

  Item getNowait();

  void taskDone(Item item);

  CompletableFuture<Void> join();

  void shutdown(boolean immediate);

  long size();

  /** As Task.cancel does. */
  void cancel(CompletableFuture<?> call);

  /** Waits until all these calls have been made and found that they must wait. */
  void awaitWaiting(int getters, int putters, int joiners);

  @Override
  void close();
}
