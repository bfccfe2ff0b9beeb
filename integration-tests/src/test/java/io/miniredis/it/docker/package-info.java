/** The Docker image, built and run. */
@NullMarked
package io.miniredis.it.docker;

import org.jspecify.annotations.NullMarked;
