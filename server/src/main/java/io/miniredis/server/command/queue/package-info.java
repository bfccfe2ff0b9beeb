/** The commands on queues, Q.*: asyncio.Queue over the wire, with leases and retries. */
@NullMarked
package io.miniredis.server.command.queue;

import org.jspecify.annotations.NullMarked;
