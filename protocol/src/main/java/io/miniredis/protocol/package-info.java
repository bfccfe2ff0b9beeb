/**
 * RESP2 and RESP3 on plain arrays: requests are found as offsets into a read buffer, replies are
 * written into growing chunks. Nothing here knows a command, a server or a network library.
 */
@NullMarked
package io.miniredis.protocol;

import org.jspecify.annotations.NullMarked;
