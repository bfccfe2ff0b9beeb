/**
 * The append-only file: what is changed is written as commands that do it again, in Redis's layout
 * of several files. {@link io.miniredis.server.persistence.aof.AppendOnly} is where to begin.
 */
@NullMarked
package io.miniredis.server.persistence.aof;

import org.jspecify.annotations.NullMarked;
