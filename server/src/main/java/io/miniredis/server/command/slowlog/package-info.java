/** SLOWLOG: the commands that took long. */
@NullMarked
package io.miniredis.server.command.slowlog;

import org.jspecify.annotations.NullMarked;
