/**
 * Starts the server as a program of its own: the command line, and nothing that a library user
 * needs.
 */
@NullMarked
package io.miniredis.server.launcher;

import org.jspecify.annotations.NullMarked;
