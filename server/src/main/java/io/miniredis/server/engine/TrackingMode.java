package io.miniredis.server.engine;

/**
 * How a client wants to be told of changes (CLIENT TRACKING).
 *
 * @param broadcast of all keys that begin with its prefixes, not of those that it has read
 * @param optIn of keys that it read by a command behind CLIENT CACHING YES only
 * @param optOut not of keys that it read by a command behind CLIENT CACHING NO
 * @param noLoop not of what it has changed itself
 * @param redirect the id of the client that is told in its place, or 0
 */
public record TrackingMode(
    boolean broadcast, boolean optIn, boolean optOut, boolean noLoop, long redirect) {}
