/** MODULE: this server takes no modules, and says so as one that has none loaded. */
@NullMarked
package io.miniredis.server.command.module;

import org.jspecify.annotations.NullMarked;
