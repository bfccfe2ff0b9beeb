/**
 * The queue of Mini-Redis for Java programs: {@link io.miniredis.client.MiniRedisQueues#connect
 * connect}, take a {@link io.miniredis.client.Queue} (waiting calls, for virtual threads) or its
 * {@link io.miniredis.client.AsyncQueue} (futures), or let a {@link io.miniredis.client.Worker} run
 * a handler.
 *
 * <p>Names and rules are those of Python's {@code asyncio.Queue}. Since consumers are remote and
 * can die, a job that was got is leased: it comes back unless it is acknowledged in time.
 */
@NullMarked
package io.miniredis.client;

import org.jspecify.annotations.NullMarked;
