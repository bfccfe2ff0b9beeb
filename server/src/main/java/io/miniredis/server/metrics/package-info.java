/** Measuring: histograms, rates, and what the operating system tells about this process. */
@NullMarked
package io.miniredis.server.metrics;

import org.jspecify.annotations.NullMarked;
