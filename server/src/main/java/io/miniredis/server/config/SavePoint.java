package io.miniredis.server.config;

/** A snapshot is due when so many seconds have passed with at least so many changes. */
public record SavePoint(long seconds, long changes) {}
