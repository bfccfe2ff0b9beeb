package io.miniredis.client;

import io.lettuce.core.RedisURI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A client of the queues of one server. Safe for use by several threads; a program needs one.
 *
 * <pre>{@code
 * try (MiniRedisQueues queues = MiniRedisQueues.connect("redis://localhost")) {
 *   Queue<String> emails = queues.queue("emails", Codec.string());
 *   emails.put("to: you");
 *   Job<String> job = emails.get();
 *   emails.taskDone(job);
 * }
 * }</pre>
 *
 * <p>One connection carries all commands that the server answers at once. Calls that wait at the
 * server have connections of their own, one for each queue and kind of call, and are taken off the
 * server when they are cancelled or interrupted. All reconnect by themselves.
 */
public final class MiniRedisQueues implements AutoCloseable {
  private final Connector connector;
  private final CommandLink link;
  private final WaitPool pool;
  private final Lanes lanes;

  private MiniRedisQueues(RedisURI uri) {
    connector = new Connector(uri);
    link = new CommandLink(connector);
    pool = new WaitPool(connector);
    lanes = new Lanes(new Waits(link, pool, connector.timer()));
  }

  /**
   * Connects to a server.
   *
   * @param uri as Lettuce knows it: {@code redis://user:password@host:port/database}, or {@code
   *     rediss://} for TLS; its {@code timeout} is how long answers may take, one minute unless set
   * @throws QueueConnectionException if there is no connection to be had
   */
  public static MiniRedisQueues connect(String uri) {
    return connect(RedisURI.create(uri));
  }

  /**
   * Connects to a server.
   *
   * @throws QueueConnectionException if there is no connection to be had
   */
  public static MiniRedisQueues connect(RedisURI uri) {
    MiniRedisQueues queues = new MiniRedisQueues(uri);
    try {
      queues.link.open().join();
      return queues;
    } catch (RuntimeException e) {
      queues.close();
      Throwable cause = Connector.cause(e);
      throw new QueueConnectionException("cannot connect: " + cause.getMessage(), cause);
    }
  }

  /**
   * A queue by its name. Nothing is sent: it is created by its first put, or {@link Queue#create}.
   */
  public <T> Queue<T> queue(String name, Codec<T> codec) {
    return new Queue<>(new AsyncQueue<>(lanes, name, codec, AsyncQueue.LEASE_OF_QUEUE));
  }

  /**
   * A job of the first of these queues that has one, in the order given; waits while all are empty.
   *
   * @throws QueueShutDownException if all of them are shut down and empty
   * @throws InterruptedException if interrupted before a job came
   */
  public <T> Job<T> getFrom(List<Queue<T>> queues) throws InterruptedException {
    return Queue.awaitInterruptibly(getFromAsync(queues));
  }

  /** As {@link #getFrom}, as a future: see {@link AsyncQueue} for how to cancel it. */
  public <T> CompletableFuture<Job<T>> getFromAsync(List<Queue<T>> queues) {
    if (queues.isEmpty()) {
      throw new IllegalArgumentException("there must be a queue to get from");
    }
    List<String> names = new ArrayList<>(queues.size());
    for (Queue<T> queue : queues) {
      names.add(queue.name());
    }
    return queues.get(0).async().getFrom(names);
  }

  /**
   * Closes all connections. What waits fails with a {@link QueueConnectionException}; jobs that are
   * held go to others when their leases run out. Close workers first.
   */
  @Override
  public void close() {
    connector.closing();
    pool.close();
    link.close();
    connector.close();
  }
}
