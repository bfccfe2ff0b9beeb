/** What queues need that is neither data nor a command: when repeating jobs come. */
@NullMarked
package io.miniredis.server.queue;

import org.jspecify.annotations.NullMarked;
