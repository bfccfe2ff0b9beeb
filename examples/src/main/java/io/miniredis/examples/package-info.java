/**
 * Programs that show {@code async/}, one for each part of the survey of Python's asynchronous
 * features that the project came from, and the queue of {@code client/}. {@code bin/example} lists
 * them, {@code bin/example 07} runs one.
 */
@NullMarked
package io.miniredis.examples;

import org.jspecify.annotations.NullMarked;
