/** What makes data outlive the server: snapshots and what belongs to them. */
@NullMarked
package io.miniredis.server.persistence;

import org.jspecify.annotations.NullMarked;
