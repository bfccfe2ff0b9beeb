package io.miniredis.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The promises of asyncio, kept by the futures of {@link AsyncQueue}. */
class AsyncApiTest extends AsyncioBehaviours {
  @Override
  Channel open(TestServer server) {
    return new AsyncChannel(server);
  }

  /** {@link AsyncQueue} as it is. */
  private static final class AsyncChannel implements Channel {
    private final TestServer server;
    private final MiniRedisQueues queues;
    private final AsyncQueue<String> queue;

    AsyncChannel(TestServer server) {
      this.server = server;
      queues = server.connect();
      queue = queues.queue("q", Codec.string()).async();
    }

    @Override
    public void create(int maxSize, Order order) {
      now(() -> queue.create(QueueOptions.defaults().maxSize(maxSize).order(order)));
    }

    @Override
    public CompletableFuture<Void> put(String payload) {
      return later(queue.put(payload), id -> null);
    }

    @Override
    public void putNowait(String payload) {
      now(() -> queue.putNowait(payload));
    }

    @Override
    public void putNowait(String payload, long priority) {
      now(() -> queue.putNowait(payload, PutOptions.defaults().priority(priority)));
    }

    @Override
    public CompletableFuture<Item> get() {
      return later(queue.get(), job -> new Item(job.payload(), job), queue::release);
    }

    @Override
    public Item getNowait() {
      Job<String> job = now(queue::getNowait);
      return new Item(job.payload(), job);
    }

    @Override
    public void taskDone(Item item) {
      now(() -> queue.taskDone((Job<?>) item.handle()));
    }

    @Override
    public CompletableFuture<Void> join() {
      return later(queue.join(), nothing -> null);
    }

    @Override
    public void shutdown(boolean immediate) {
      now(() -> queue.shutdown(immediate));
    }

    @Override
    public long size() {
      return (Long) server.call("Q.LEN", "q");
    }

    @Override
    public void cancel(CompletableFuture<?> call) {
      call.cancel(true);
    }

    /** All getters of a client wait as one, and all putters too. */
    @Override
    public void awaitWaiting(int getters, int putters, int joiners) {
      server.awaitWaiting(Math.min(getters, 1) + Math.min(putters, 1) + joiners);
    }

    @Override
    public void close() {
      queues.close();
    }

    private static <R> R now(Supplier<CompletableFuture<R>> call) {
      try {
        return call.get().join();
      } catch (CompletionException e) {
        throw Refusals.of(e);
      }
    }

    /** A future that fails as the tests want it, and cancels the other one. */
    private static <A, B> CompletableFuture<B> later(
        CompletableFuture<A> call, Function<A, B> reader) {
      return later(call, reader, answer -> {});
    }

    /**
     * @param tooLate takes an answer that came as the future was cancelled
     */
    private static <A, B> CompletableFuture<B> later(
        CompletableFuture<A> call, Function<A, B> reader, Consumer<A> tooLate) {
      CompletableFuture<B> result = new CompletableFuture<>();
      result.whenComplete(
          (read, problem) -> {
            if (result.isCancelled()) {
              call.cancel(true);
            }
          });
      call.whenComplete(
          (answer, problem) -> {
            if (problem == null) {
              if (!result.complete(reader.apply(answer))) {
                tooLate.accept(answer);
              }
            } else if (!call.isCancelled()) {
              result.completeExceptionally(Refusals.of(problem));
            }
          });
      return result;
    }
  }
}
