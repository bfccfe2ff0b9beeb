/** Real clients talk to the standalone server over the network. */
@NullMarked
package io.miniredis.it.clients;

import org.jspecify.annotations.NullMarked;
