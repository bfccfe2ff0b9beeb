package io.miniredis.client;

import io.lettuce.core.protocol.CommandArgs;
import java.time.Duration;
import java.util.List;

/**
 * The commands that end or prolong a delivery. Each names the delivery's number: one that comes too
 * late does not touch the next delivery of the same job.
 */
final class Acknowledgements {
  private Acknowledgements() {}

  static Request<Long> done(byte[] key, List<? extends Job<?>> jobs) {
    CommandArgs<byte[], byte[]> arguments = Request.arguments().addKey(key);
    for (Job<?> job : jobs) {
      arguments.add(Lanes.key(job.id()));
    }
    arguments.add("DELIVERY");
    for (Job<?> job : jobs) {
      arguments.add(job.deliveries());
    }
    return new Request<>(Keyword.DONE, arguments, true, Replies::number);
  }

  static Request<Long> done(byte[] key, String id, int delivery, byte[] result) {
    CommandArgs<byte[], byte[]> arguments =
        delivery(Request.arguments().addKey(key).add(Lanes.key(id)), delivery)
            .add("RESULT")
            .add(result);
    return new Request<>(Keyword.DONE, arguments, true, Replies::number);
  }

  static Request<String> fail(byte[] key, String id, int delivery, FailOptions options) {
    CommandArgs<byte[], byte[]> arguments =
        delivery(Request.arguments().addKey(key).add(Lanes.key(id)), delivery);
    Duration delay = options.delay();
    if (delay != null) {
      arguments.add("DELAY").add(delay.toMillis());
    }
    String error = options.error();
    if (error != null) {
      arguments.add("ERROR").add(Lanes.key(error));
    }
    if (options.dead()) {
      arguments.add("DEAD");
    }
    return new Request<>(Keyword.FAIL, arguments, true, Replies::text);
  }

  static Request<String> release(byte[] key, String id, int delivery) {
    CommandArgs<byte[], byte[]> arguments =
        delivery(Request.arguments().addKey(key).add(Lanes.key(id)), delivery).add("RELEASE");
    return new Request<>(Keyword.FAIL, arguments, true, Replies::text);
  }

  static Request<Long> extend(byte[] key, String id, int delivery, long millis) {
    CommandArgs<byte[], byte[]> arguments =
        delivery(Request.arguments().addKey(key).add(Lanes.key(id)).add(millis), delivery);
    return new Request<>(Keyword.EXTEND, arguments, true, reply -> millis);
  }

  private static CommandArgs<byte[], byte[]> delivery(
      CommandArgs<byte[], byte[]> arguments, int delivery) {
    return arguments.add("DELIVERY").add(delivery);
  }
}
