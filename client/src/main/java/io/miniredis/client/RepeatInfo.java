package io.miniredis.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job that is put again and again.
 *
 * @param name what it is told apart by, in its queue
 * @param every how often, unless it goes by the calendar
 * @param cron the expression of crontab(5), in UTC, if it goes by the calendar
 * @param next when it is put next, to the millisecond
 * @param pending the id of the job of last time, while that is neither done nor dead: until then
 *     none is put
 * @param <T> the type of the payload
 */
public record RepeatInfo<T>(
    String name,
    Optional<Duration> every,
    Optional<String> cron,
    T payload,
    Instant next,
    Optional<String> pending) {

  static <T> RepeatInfo<T> read(@Nullable Object reply, Codec<T> codec) {
    QueueInfo.Facts facts = new QueueInfo.Facts(reply);
    String name = facts.text("name");
    T payload;
    try {
      payload = codec.decode(Replies.bytes(facts.get("payload")));
    } catch (Exception e) {
      throw new QueueCodecException("what " + name + " repeats cannot be read", e);
    }
    return new RepeatInfo<>(
        name,
        facts.optional("every").map(millis -> Duration.ofMillis(Long.parseLong(millis))),
        facts.optional("cron"),
        payload,
        Instant.ofEpochMilli(facts.number("next")),
        facts.optional("pending"));
  }
}
