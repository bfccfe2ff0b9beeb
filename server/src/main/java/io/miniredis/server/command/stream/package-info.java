/** Stream commands. */
@NullMarked
package io.miniredis.server.command.stream;

import org.jspecify.annotations.NullMarked;
