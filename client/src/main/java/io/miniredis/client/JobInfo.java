package io.miniredis.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a job, whoever has it.
 *
 * @param deliveries how often it was handed out so far
 * @param priority 0 unless its queue is one of {@link Order#PRIORITY}
 * @param put when it was put, to the millisecond
 * @param dueIn how long until it is ready if it is delayed, or until its lease ends if it is leased
 * @param error what was said when it failed last
 * @param <T> the type of the payload
 */
public record JobInfo<T>(
    String id,
    JobState state,
    T payload,
    int deliveries,
    long priority,
    Instant put,
    Optional<Duration> dueIn,
    Optional<String> error) {

  static <T> JobInfo<T> read(@Nullable Object reply, Codec<T> codec) {
    QueueInfo.Facts facts = new QueueInfo.Facts(reply);
    long due = facts.number("due-in");
    String id = facts.text("id");
    T payload;
    try {
      payload = codec.decode(Replies.bytes(facts.get("payload")));
    } catch (Exception e) {
      throw new QueueCodecException("job " + id + " cannot be read", e);
    }
    return new JobInfo<>(
        id,
        JobState.valueOf(facts.text("state").toUpperCase(Locale.ROOT)),
        payload,
        (int) facts.number("deliveries"),
        facts.number("priority"),
        Instant.ofEpochMilli(facts.number("put")),
        due < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(due)),
        facts.optional("error"));
  }
}
