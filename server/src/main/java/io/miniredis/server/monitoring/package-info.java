/**
 * The HTTP endpoint of those who watch the server: whether it is well, and its figures for
 * Prometheus. Off unless {@code metrics-port} says otherwise, and then in threads of its own; the
 * only package that knows Micrometer.
 */
@NullMarked
package io.miniredis.server.monitoring;

import org.jspecify.annotations.NullMarked;
