/** Commands of transactions: MULTI, EXEC, WATCH and theirs. */
@NullMarked
package io.miniredis.server.command.transaction;

import org.jspecify.annotations.NullMarked;
