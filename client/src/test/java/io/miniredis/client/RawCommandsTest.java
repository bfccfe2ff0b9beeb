package io.miniredis.client;

import io.miniredis.client.RawClient.RawError;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The promises of asyncio, kept by the commands themselves: a waiter is a connection. */
class RawCommandsTest extends AsyncioBehaviours {
  @Override
  Channel open(TestServer server) {
    return new RawChannel(server);
  }

  /** Commands as a redis-cli would send them, one connection a call that may wait. */
  private static final class RawChannel implements Channel {
    private final TestServer server;
    private final Set<Call<?>> calls = ConcurrentHashMap.newKeySet();

    RawChannel(TestServer server) {
      this.server = server;
    }

    @Override
    public void create(int maxSize, Order order) {
      now("Q.CREATE", "q", "MAXSIZE", maxSize, "ORDER", order);
    }

    @Override
    public CompletableFuture<Void> put(String payload) {
      return new Call<>(reply -> null, "Q.PUT", "q", payload);
    }

    @Override
    public void putNowait(String payload) {
      now("Q.PUT", "q", payload, "NOWAIT");
    }

    @Override
    public void putNowait(String payload, long priority) {
      now("Q.PUT", "q", payload, "NOWAIT", "PRIORITY", priority);
    }

    @Override
    public CompletableFuture<Item> get() {
      return new Call<>(RawChannel::item, "Q.GET", "q");
    }

    @Override
    public Item getNowait() {
      Object reply = now("Q.GET", "q", "NOWAIT");
      if (reply == null) {
        throw new RefusedException(Refusal.EMPTY, null);
      }
      return item(reply);
    }

    private static Item item(Object reply) {
      List<?> job = (List<?>) ((List<?>) reply).get(0);
      return new Item((String) job.get(2), job);
    }

    @Override
    public void taskDone(Item item) {
      List<?> job = (List<?>) item.handle();
      now("Q.DONE", "q", job.get(1), "DELIVERY", job.get(3));
    }

    @Override
    public CompletableFuture<Void> join() {
      return new Call<>(reply -> null, "Q.JOIN", "q");
    }

    @Override
    public void shutdown(boolean immediate) {
      if (immediate) {
        now("Q.SHUTDOWN", "q", "IMMEDIATE");
      } else {
        now("Q.SHUTDOWN", "q");
      }
    }

    @Override
    public long size() {
      return (Long) now("Q.LEN", "q");
    }

    @Override
    public void cancel(CompletableFuture<?> call) {
      ((Call<?>) call).unblock();
    }

    @Override
    public void awaitWaiting(int getters, int putters, int joiners) {
      server.awaitWaiting(getters + putters + joiners);
    }

    @Override
    public void close() {
      calls.forEach(call -> call.connection.close());
    }

    private Object now(Object... words) {
      try {
        return server.call(words);
      } catch (RawError e) {
        throw Refusals.of(e);
      }
    }

    /** A command on a connection of its own, and a thread that reads what it answers. */
    private final class Call<T> extends CompletableFuture<T> {
      private final RawClient connection = new RawClient(server.port());
      private final long id = (Long) connection.call("CLIENT", "ID");

      Call(Function<Object, T> reader, Object... words) {
        calls.add(this);
        connection.send(words);
        Thread.ofPlatform().daemon().start(() -> read(reader));
      }

      private void read(Function<Object, T> reader) {
        try (connection) {
          Object reply = connection.read();
          if (reply == null) {
            cancel(false);
          } else {
            complete(reader.apply(reply));
          }
        } catch (RawError e) {
          completeExceptionally(Refusals.of(e));
        } catch (UncheckedIOException e) {
          completeExceptionally(e);
        }
      }

      /** Comes back when the call has ended, one way or the other. */
      void unblock() {
        TestServer.await(
            "the call to end",
            () -> {
              server.call("CLIENT", "UNBLOCK", id);
              return isDone();
            });
      }
    }
  }
}
