/** Commands on the bits of strings. */
@NullMarked
package io.miniredis.server.command.bitmap;

import org.jspecify.annotations.NullMarked;
