/** HyperLogLog commands. */
@NullMarked
package io.miniredis.server.command.hyperloglog;

import org.jspecify.annotations.NullMarked;
