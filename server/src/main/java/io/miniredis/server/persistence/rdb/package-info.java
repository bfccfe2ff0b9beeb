/** Redis's RDB format: snapshots, and the payloads of DUMP. */
@NullMarked
package io.miniredis.server.persistence.rdb;

import org.jspecify.annotations.NullMarked;
