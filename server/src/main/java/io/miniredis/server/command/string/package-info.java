/** String commands. */
@NullMarked
package io.miniredis.server.command.string;

import org.jspecify.annotations.NullMarked;
