/**
 * Data structures of the store: packed records and tables, lists, hashes, sets, sorted sets.
 *
 * <p>Written as if the program were single-threaded: no locks, no RESP, no Netty. Whoever calls in
 * holds the shard's lock.
 */
@NullMarked
package io.miniredis.server.value;

import org.jspecify.annotations.NullMarked;
