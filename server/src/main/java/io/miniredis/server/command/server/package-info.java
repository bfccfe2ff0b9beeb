/** Commands about the server. */
@NullMarked
package io.miniredis.server.command.server;

import org.jspecify.annotations.NullMarked;
