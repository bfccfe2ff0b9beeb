/** The list commands; {@link io.miniredis.server.command.list.ListCommands} names them all. */
@NullMarked
package io.miniredis.server.command.list;

import org.jspecify.annotations.NullMarked;
