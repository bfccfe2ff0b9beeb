package io.miniredis.client;

/**
 * A job in the hands of a consumer. It is leased: unless it is acknowledged with {@link
 * Queue#taskDone} before its lease runs out, it goes to another.
 *
 * @param queue the name of the queue it came from
 * @param id its id, unique in the queue
 * @param payload what was put
 * @param deliveries how often it was handed out, this time included: 1 unless an earlier attempt
 *     failed or its lease ran out. Acknowledgements carry it, so that one that comes too late never
 *     touches a later attempt.
 * @param <T> the type of the payload
 */
public record Job<T>(String queue, String id, T payload, int deliveries) {}
