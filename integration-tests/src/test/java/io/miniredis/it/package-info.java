/**
 * Tests from outside: the server as a program, met by real clients, a real redis-server, and
 * Docker.
 */
@NullMarked
package io.miniredis.it;

import org.jspecify.annotations.NullMarked;
