/** Commands that run scripts: EVAL, SCRIPT and theirs. */
@NullMarked
package io.miniredis.server.command.scripting;

import org.jspecify.annotations.NullMarked;
