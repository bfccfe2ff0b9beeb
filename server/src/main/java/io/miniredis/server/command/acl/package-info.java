/** The subcommands of ACL. */
@NullMarked
package io.miniredis.server.command.acl;

import org.jspecify.annotations.NullMarked;
