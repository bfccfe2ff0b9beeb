package io.miniredis.async;

import java.util.Set;

/**
 * What {@link Async#wait} found when it stopped waiting, each in the order of the arguments.
 *
 * @param done what is done, cancelled or failed included
 * @param pending what is not
 */
public record Done<F extends Future<?>>(Set<F> done, Set<F> pending) {}
