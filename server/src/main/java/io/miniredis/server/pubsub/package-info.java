/**
 * Who is subscribed to what, and how a message gets to the event loops of its subscribers. Knows
 * neither commands nor connections.
 */
@NullMarked
package io.miniredis.server.pubsub;

import org.jspecify.annotations.NullMarked;
