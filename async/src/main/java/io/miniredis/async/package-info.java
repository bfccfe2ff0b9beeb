/**
 * asyncio's programming model for Java: coroutines on virtual threads, of which one at a time runs.
 *
 * <p>Start at {@link io.miniredis.async.Async}. Names, edge cases, cancellation and exceptions
 * follow CPython 3.13; where Java forces a difference, the Javadoc says which, and {@code
 * docs/async.md} lists them.
 *
 * <h2>How turns are passed</h2>
 *
 * <p>Every coroutine that has begun has a virtual thread of its own, because Java can only suspend
 * a whole thread. Exactly one thread of a loop has <em>the turn</em>; all others are parked. There
 * is no thread that drives the loop: <b>who gives the turn away does the loop's work until it knows
 * who is next.</b> A coroutine that awaits takes items from the ready queue, on its own thread,
 * inside its await. A callback or timer it runs in place. If the next coroutine is itself (it
 * slept, its time has come, or the bytes it waited for are there), it just goes on: no thread was
 * switched. If it is another one, that one's thread is unparked and the own one parks: one switch,
 * where a driver thread in the middle would take two. A thread whose coroutine has ended begins the
 * next coroutine in place, so a burst of short tasks needs one thread.
 *
 * <p>Turn and parking are between virtual threads, so a switch is a continuation that is swapped on
 * a carrier that is awake, not a sleep and a wake-up by the operating system. The hand-over is one
 * volatile write and its read ({@code Seat}), which also publishes everything that the giver did;
 * that is why no state of a loop, a future or a queue is locked or volatile.
 *
 * <p>The order is asyncio's. The ready queue is first in, first out. One iteration looks at
 * channels, other threads' callbacks and timers, then runs what was ready at that moment; what
 * becomes ready meanwhile is for the next. Completing a future makes its waiters ready, it does not
 * run them.
 *
 * <p>When nothing is ready, the thread that has the turn waits: parked until the first timer or
 * until {@link io.miniredis.async.EventLoop#callSoonThreadsafe} wakes it, or, once the loop has
 * channels, in Netty's selector ({@link io.miniredis.async.EventLoop#netty()}), which runs on
 * whatever thread has the turn.
 *
 * <h2>What follows for users</h2>
 *
 * <ul>
 *   <li>Between two awaits nobody else of the loop runs. What blocks a thread blocks the loop: use
 *       {@link io.miniredis.async.Async#toThread} or {@link
 *       io.miniredis.async.Async#runInExecutor}. Debug mode tells who does.
 *   <li>Threads are reused by coroutines: use {@link io.miniredis.async.ContextVar}, not {@code
 *       ThreadLocal}.
 *   <li>On a JDK before 24, an await inside {@code synchronized} holds a carrier thread, and too
 *       many of them stop the program. Between awaits no lock is needed; across one, take a {@link
 *       Lock}.
 *   <li>A thread's interrupt does not end an await; {@link io.miniredis.async.Task#cancel()} does.
 * </ul>
 */
@NullMarked
package io.miniredis.async;

import org.jspecify.annotations.NullMarked;
