/** Commands on keys of any type, and on the keyspace. */
@NullMarked
package io.miniredis.server.command.generic;

import org.jspecify.annotations.NullMarked;
