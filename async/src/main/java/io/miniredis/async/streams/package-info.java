/**
 * asyncio's streams: connections that coroutines read and write, with back-pressure both ways.
 *
 * <p>Start at {@link io.miniredis.async.streams.Streams}. A {@code Link} ties a Netty channel to a
 * {@link io.miniredis.async.streams.StreamReader} and a {@link
 * io.miniredis.async.streams.StreamWriter}; all of it runs in the turns of one event loop, so
 * nothing here is locked.
 *
 * <p>Bytes that come in are copied once, into the reader's buffer; above twice its limit the socket
 * is not read until the buffer has shrunk to the limit. Bytes that are written are gathered for the
 * rest of the loop's iteration and go out in one system call; {@code drain} waits while more than
 * the high-water mark of them is left.
 */
@NullMarked
package io.miniredis.async.streams;

import org.jspecify.annotations.NullMarked;
