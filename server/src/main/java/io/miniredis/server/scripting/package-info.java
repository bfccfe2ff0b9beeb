/**
 * Scripts: what Redis puts around Lua. The cache of scripts, the libraries {@code redis}, {@code
 * cjson}, {@code cmsgpack}, {@code struct} and {@code bit}, and the way of values and replies into
 * each other.
 */
@NullMarked
package io.miniredis.server.scripting;

import org.jspecify.annotations.NullMarked;
