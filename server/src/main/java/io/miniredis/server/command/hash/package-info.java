/** The hash commands. */
@NullMarked
package io.miniredis.server.command.hash;

import org.jspecify.annotations.NullMarked;
