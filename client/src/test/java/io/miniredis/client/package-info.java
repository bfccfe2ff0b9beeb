/** The client of the queue, against our server in the same JVM. */
package io.miniredis.client;
