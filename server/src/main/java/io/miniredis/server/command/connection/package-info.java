/** Commands about the connection itself. */
@NullMarked
package io.miniredis.server.command.connection;

import org.jspecify.annotations.NullMarked;
