package io.miniredis.async;

import org.jspecify.annotations.Nullable;

/**
 * What a loop tells its exception handler: something went wrong that no coroutine will hear of.
 *
 * @param message what happened
 * @param exception what was thrown, if anything was
 * @param future the future or task that it is about, if it is about one and that is still there
 */
public record Problem(String message, @Nullable Throwable exception, @Nullable Future<?> future) {}
