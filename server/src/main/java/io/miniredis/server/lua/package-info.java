/**
 * An interpreter for Lua 5.1 that depends on nothing of the server: no thread of its own, no way to
 * Java, files or compiled chunks, and quotas on everything a program can do. It follows the
 * reference manual of Lua 5.1 and, where the manual is silent (the order of {@code pairs}, the
 * border of a table with holes, the words of an error), the reference implementation.
 */
@NullMarked
package io.miniredis.server.lua;

import org.jspecify.annotations.NullMarked;
