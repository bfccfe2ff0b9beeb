/**
 * asyncio's programming model for Java: coroutines on virtual threads, of which one at a time runs.
 *
 * <p>Start at {@link io.miniredis.async.Async}. How turns are passed, and why so, stands in {@link
 * io.miniredis.async.EventLoop}. Names, edge cases, cancellation and exceptions follow CPython
 * 3.13; where Java forces a difference, the Javadoc says which, and {@code docs/async.md} lists
 * them.
 */
@NullMarked
package io.miniredis.async;

import org.jspecify.annotations.NullMarked;
