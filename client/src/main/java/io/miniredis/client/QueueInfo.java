package io.miniredis.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a queue is doing.
 *
 * @param options what it was created with
 * @param ready jobs that wait for a consumer
 * @param delayed jobs that are not ready yet
 * @param leased jobs in the hands of consumers
 * @param dead jobs that were given up
 * @param unfinished jobs that {@link Queue#join} waits for: ready, delayed or leased
 * @param nextAge how long ago the job was put that is given out next; empty if there is none
 * @param put how many jobs were put since it was created
 * @param delivered how often a job was handed out
 * @param done how many jobs were acknowledged
 * @param failed how often a job was failed
 * @param expired how often a lease ran out
 * @param died how many jobs were given up
 * @param waitingGets how many wait to get
 * @param waitingPuts how many wait to put
 * @param waitingJoins how many wait in join
 */
public record QueueInfo(
    QueueOptions options,
    long ready,
    long delayed,
    long leased,
    long dead,
    long unfinished,
    boolean paused,
    boolean shutDown,
    Optional<Duration> nextAge,
    long put,
    long delivered,
    long done,
    long failed,
    long expired,
    long died,
    long waitingGets,
    long waitingPuts,
    long waitingJoins) {

  static QueueInfo read(@Nullable Object reply) {
    Facts facts = new Facts(reply);
    long age = facts.number("next-age");
    return new QueueInfo(
        options(facts),
        facts.number("ready"),
        facts.number("delayed"),
        facts.number("leased"),
        facts.number("dead"),
        facts.number("unfinished"),
        facts.number("paused") != 0,
        facts.number("shutdown") != 0,
        age < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(age)),
        facts.number("total-put"),
        facts.number("total-delivered"),
        facts.number("total-done"),
        facts.number("total-failed"),
        facts.number("total-expired"),
        facts.number("total-dead"),
        facts.number("waiting-gets"),
        facts.number("waiting-puts"),
        facts.number("waiting-joins"));
  }

  private static QueueOptions options(Facts facts) {
    return new QueueOptions(
        facts.number("maxsize"),
        Order.valueOf(facts.text("order").toUpperCase(Locale.ROOT)),
        facts.millis("lease"),
        (int) facts.number("maxdeliveries"),
        facts.optional("deadletter").orElse(null),
        facts.millis("dedup"),
        facts.millis("backoff"),
        Double.parseDouble(facts.text("backoff-factor")),
        facts.millis("backoff-max"),
        facts.millis("results"));
  }

  /** A reply of names and values in turns, of which a newer server may have more. */
  static final class Facts {
    private final Map<String, @Nullable Object> values = new HashMap<>();

    Facts(@Nullable Object reply) {
      List<@Nullable Object> pairs = Replies.list(reply);
      for (int i = 0; i + 1 < pairs.size(); i += 2) {
        values.put(Replies.text(pairs.get(i)), pairs.get(i + 1));
      }
    }

    @Nullable Object get(String name) {
      return values.get(name);
    }

    String text(String name) {
      return Replies.text(values.get(name));
    }

    /** Empty for nil. */
    Optional<String> optional(String name) {
      Object value = values.get(name);
      return value == null ? Optional.empty() : Optional.of(Replies.text(value));
    }

    long number(String name) {
      return Replies.number(values.get(name));
    }

    Duration millis(String name) {
      return Duration.ofMillis(number(name));
    }
  }
}
