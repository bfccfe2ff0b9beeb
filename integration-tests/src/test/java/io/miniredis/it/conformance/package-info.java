/**
 * Conformance: the same commands go to our server and to a real redis-server, and the replies must
 * be the same bytes, in RESP2 and in RESP3.
 *
 * <p>What is sent stands in text files under {@code src/test/resources/conformance}, one file a
 * command; {@link io.miniredis.it.conformance.CaseFile} defines their notation. A new command needs
 * a new file there and no Java. {@link io.miniredis.it.conformance.ConformanceTest} runs them all.
 */
@NullMarked
package io.miniredis.it.conformance;

import org.jspecify.annotations.NullMarked;
