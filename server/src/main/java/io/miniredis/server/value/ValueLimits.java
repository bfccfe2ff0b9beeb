package io.miniredis.server.value;

/**
 * The sizes at which small, packed representations turn into real structures; one instance a
 * server, set from its configuration. Plain volatile fields: a change holds from the next command
 * on.
 */
public final class ValueLimits {
  public volatile int hashMaxListpackEntries = 128;
  public volatile int hashMaxListpackValue = 64;
  public volatile int setMaxIntsetEntries = 512;
  public volatile int setMaxListpackEntries = 128;
  public volatile int setMaxListpackValue = 64;
  public volatile int zsetMaxListpackEntries = 128;
  public volatile int zsetMaxListpackValue = 64;

  /** As redis.conf has it: positive = elements a node, -1..-5 = 4, 8, 16, 32, 64 KiB a node. */
  public volatile int listMaxListpackSize = -2;

  public volatile int listCompressDepth;

  /** Bytes of a stream's block; 0 = no limit. */
  public volatile long streamNodeMaxBytes = 4096;

  /** Entries of a stream's block; 0 = no limit. */
  public volatile long streamNodeMaxEntries = 100;

  /** For how many seconds a stream knows a producer's message, unless it is told otherwise. */
  public volatile int streamIdmpDuration = 100;

  /** How many messages of a producer a stream knows, unless it is told otherwise. */
  public volatile int streamIdmpMaxSize = 100;
}
