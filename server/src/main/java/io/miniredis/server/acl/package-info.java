/** Who may use the server, and for what. */
@NullMarked
package io.miniredis.server.acl;

import org.jspecify.annotations.NullMarked;
