/** Subscribing to channels and patterns, and publishing to them. */
@NullMarked
package io.miniredis.server.command.pubsub;

import org.jspecify.annotations.NullMarked;
