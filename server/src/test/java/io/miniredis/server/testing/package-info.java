/** A server, a client and standing checks for tests of any package. */
@NullMarked
package io.miniredis.server.testing;

import org.jspecify.annotations.NullMarked;
