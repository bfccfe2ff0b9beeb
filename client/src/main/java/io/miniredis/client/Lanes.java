package io.miniredis.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes of one client, by queue: all who use the same queue share them. */
final class Lanes {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final Waits waits;
  private final ConcurrentHashMap<String, PutLane> puts = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<GetKey, GetLane> gets = new ConcurrentHashMap<>();

  Lanes(Waits waits) {
    this.waits = waits;
  }

  Waits waits() {
    return waits;
  }

  PutLane put(String queue) {
    return puts.computeIfAbsent(queue, name -> new PutLane(waits));
  }

  GetLane get(List<String> queues, long leaseMillis) {
    return gets.computeIfAbsent(
        new GetKey(queues, leaseMillis), key -> newGet(queues, leaseMillis));
  }

  /** A lane that is not shared. */
  GetLane newGet(List<String> queues, long leaseMillis) {
    return new GetLane(waits, keys(queues), leaseMillis, this::giveBack);
  }

  static List<byte[]> keys(List<String> queues) {
    List<byte[]> keys = new ArrayList<>(queues.size());
    for (String queue : queues) {
      keys.add(key(queue));
    }
    return keys;
  }

  static byte[] key(String queue) {
    return queue.getBytes(StandardCharsets.UTF_8);
  }

  /** Puts jobs back to the head of their queues, in the order they had, as if never handed out. */
  CompletableFuture<Void> giveBack(List<RawJob> jobs) {
    List<Request<String>> requests = new ArrayList<>(jobs.size());
    for (int i = jobs.size() - 1; i >= 0; i--) {
      RawJob job = jobs.get(i);
      Request<String> request = Acknowledgements.release(job.key(), job.id(), job.deliveries());
      request.result.whenComplete(
          (where, problem) -> {
            if (problem != null) {
              LOG.debug("job {} could not be given back: {}", job.id(), problem.toString());
            }
          });
      requests.add(request);
    }
    waits.link().sendAll(requests);
    return CompletableFuture.allOf(
            requests.stream().map(request -> request.result).toArray(CompletableFuture<?>[]::new))
        .exceptionally(told -> null);
  }

  private record GetKey(List<String> queues, long leaseMillis) {}
}
