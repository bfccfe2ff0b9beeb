/** What is left of the data when the server, or its machine, ends in the middle of its work. */
@NullMarked
package io.miniredis.it.persistence;

import org.jspecify.annotations.NullMarked;
