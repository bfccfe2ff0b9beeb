/**
 * The server, embeddable. The life of one command:
 *
 * <ol>
 *   <li>{@code net.Connection} reads bytes into its event loop's array; {@code protocol} finds the
 *       arguments there as offsets.
 *   <li>{@code engine.Dispatcher} finds the command by its bytes in the {@code CommandTable}, and
 *       passes every gate of its {@code Spec}.
 *   <li>It locks the {@code Shard}s of the keys that the {@code Spec} declares, and runs the body:
 *       one class in {@code command}, which reaches keys and arguments through {@code engine.Call}.
 *   <li>The body writes its reply in place, or throws a {@code CommandError}; it announces changes
 *       by {@code call.changed}.
 *   <li>When the read batch is done, {@code net.Connection} sends all replies in one write.
 * </ol>
 */
@NullMarked
package io.miniredis.server;

import org.jspecify.annotations.NullMarked;
