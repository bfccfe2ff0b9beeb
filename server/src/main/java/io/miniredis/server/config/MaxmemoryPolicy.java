package io.miniredis.server.config;

/** Which keys go when {@code maxmemory} is reached. */
public enum MaxmemoryPolicy {
  VOLATILE_LRU,
  VOLATILE_LFU,
  VOLATILE_RANDOM,
  VOLATILE_TTL,
  ALLKEYS_LRU,
  ALLKEYS_LFU,
  ALLKEYS_RANDOM,
  NOEVICTION;

  /** Whether keys are judged by how often they are used. */
  public boolean leastFrequent() {
    return this == VOLATILE_LFU || this == ALLKEYS_LFU;
  }

  /** Whether keys are judged by how long ago they were used. */
  public boolean leastRecent() {
    return this == VOLATILE_LRU || this == ALLKEYS_LRU;
  }
}
