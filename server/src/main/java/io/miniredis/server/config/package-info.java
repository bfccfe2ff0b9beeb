/**
 * The settings: one table of them ({@link io.miniredis.server.config.Settings}), their values in
 * one server ({@link io.miniredis.server.config.Config}), and what reads and writes them:
 * redis.conf files, the command line, {@code CONFIG GET}, {@code CONFIG SET} and {@code CONFIG
 * REWRITE}.
 *
 * <p>Text in this package is what {@link io.miniredis.server.config.RawText} makes of bytes: proper
 * Unicode where the bytes are UTF-8, and never losing a byte where they are not.
 */
@NullMarked
package io.miniredis.server.config;

import org.jspecify.annotations.NullMarked;
