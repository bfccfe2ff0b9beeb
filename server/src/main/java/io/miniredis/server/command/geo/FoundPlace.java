package io.miniredis.server.command.geo;

/**
 * A member that a search found.
 *
 * @param distance from the centre, in metres
 */
record FoundPlace(
    byte[] member, double score, double distance, double longitude, double latitude) {}
