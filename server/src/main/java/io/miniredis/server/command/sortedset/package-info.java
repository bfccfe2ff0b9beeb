/** Sorted-set commands. */
@NullMarked
package io.miniredis.server.command.sortedset;

import org.jspecify.annotations.NullMarked;
