package io.miniredis.server.engine;

/**
 * How many keys a database holds.
 *
 * @param database from 0
 * @param keys those counted that expired without anyone having looked
 * @param expiring those that have an expiry
 */
public record KeyCount(int database, long keys, long expiring) {}
