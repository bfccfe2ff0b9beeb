/** The set commands. */
@NullMarked
package io.miniredis.server.command.set;

import org.jspecify.annotations.NullMarked;
