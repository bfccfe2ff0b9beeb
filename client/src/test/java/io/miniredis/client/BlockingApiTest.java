package io.miniredis.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** The promises of asyncio, kept by {@link Queue} on virtual threads; to cancel is to interrupt. */
class BlockingApiTest extends AsyncioBehaviours {
  @Override
  Channel open(TestServer server) {
    return new BlockingChannel(server);
  }

  /** {@link Queue}, each waiting call on a virtual thread of its own. */
  private static final class BlockingChannel implements Channel {
    private final TestServer server;
    private final MiniRedisQueues queues;
    private final Queue<String> queue;

    BlockingChannel(TestServer server) {
      this.server = server;
      queues = server.connect();
      queue = queues.queue("q", Codec.string());
    }

    @Override
    public void create(int maxSize, Order order) {
      queue.create(QueueOptions.defaults().maxSize(maxSize).order(order));
    }

    @Override
    public CompletableFuture<Void> put(String payload) {
      return new Call<>(
          () -> {
            queue.put(payload);
            return null;
          });
    }

    @Override
    public void putNowait(String payload) {
      try {
        queue.putNowait(payload);
      } catch (QueueException e) {
        throw Refusals.of(e);
      }
    }

    @Override
    public void putNowait(String payload, long priority) {
      queue.putNowait(payload, PutOptions.defaults().priority(priority));
    }

    @Override
    public CompletableFuture<Item> get() {
      return new Call<>(() -> item(queue.get()));
    }

    @Override
    public Item getNowait() {
      try {
        return item(queue.getNowait());
      } catch (QueueException e) {
        throw Refusals.of(e);
      }
    }

    private static Item item(Job<String> job) {
      return new Item(job.payload(), job);
    }

    @Override
    public void taskDone(Item item) {
      try {
        queue.taskDone((Job<?>) item.handle());
      } catch (QueueException e) {
        throw Refusals.of(e);
      }
    }

    @Override
    public CompletableFuture<Void> join() {
      return new Call<>(
          () -> {
            queue.join();
            return null;
          });
    }

    @Override
    public void shutdown(boolean immediate) {
      queue.shutdown(immediate);
    }

    @Override
    public long size() {
      return (Long) server.call("Q.LEN", "q");
    }

    @Override
    public void cancel(CompletableFuture<?> call) {
      ((Call<?>) call).interrupt();
    }

    @Override
    public void awaitWaiting(int getters, int putters, int joiners) {
      server.awaitWaiting(Math.min(getters, 1) + Math.min(putters, 1) + joiners);
    }

    @Override
    public void close() {
      queues.close();
    }
  }

  /** A call under way in a virtual thread. When this is made, it waits or has ended. */
  private static final class Call<T> extends CompletableFuture<T> {
    private final Thread thread;

    Call(Callable<T> body) {
      thread = Thread.startVirtualThread(() -> run(body));
      List<Thread.State> still = new ArrayList<>(List.of(Thread.State.WAITING));
      still.add(Thread.State.TERMINATED);
      TestServer.await("the call to wait or end", () -> still.contains(thread.getState()));
    }

    private void run(Callable<T> body) {
      try {
        complete(body.call());
      } catch (InterruptedException e) {
        cancel(false);
      } catch (Exception e) {
        completeExceptionally(Refusals.of(e));
      }
    }

    void interrupt() {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
