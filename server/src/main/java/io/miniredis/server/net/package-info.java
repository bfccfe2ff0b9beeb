/**
 * The network side: Netty transports, listening sockets and connections. No Netty type leaves this
 * package.
 */
@NullMarked
package io.miniredis.server.net;

import org.jspecify.annotations.NullMarked;
