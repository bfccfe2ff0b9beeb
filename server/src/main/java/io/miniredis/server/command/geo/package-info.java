/** Commands on positions, which sorted sets keep as scores. */
@NullMarked
package io.miniredis.server.command.geo;

import org.jspecify.annotations.NullMarked;
