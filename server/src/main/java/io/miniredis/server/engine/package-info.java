/**
 * The hot core: finds a command, runs every gate from its {@link io.miniredis.server.engine.Spec},
 * locks the shards of its keys, runs it, and announces what it changed. Only this package takes
 * locks.
 */
@NullMarked
package io.miniredis.server.engine;

import org.jspecify.annotations.NullMarked;
