/** MEMORY: what keys and the server take of it. */
@NullMarked
package io.miniredis.server.command.memory;

import org.jspecify.annotations.NullMarked;
