/** LATENCY: events that took long, and how long commands take. */
@NullMarked
package io.miniredis.server.command.latency;

import org.jspecify.annotations.NullMarked;
