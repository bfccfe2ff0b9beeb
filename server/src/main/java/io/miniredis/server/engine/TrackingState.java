package io.miniredis.server.engine;

import java.util.List;

/** That a client is told of changes, and how. Written by its own event loop but for one mark. */
public final class TrackingState {
  private final TrackingMode mode;
  private final List<byte[]> prefixes;
  private volatile boolean broken;
  boolean caching;

  TrackingState(TrackingMode mode, List<byte[]> prefixes) {
    this.mode = mode;
    this.prefixes = prefixes;
  }

  public TrackingMode mode() {
    return mode;
  }

  /**
   * What the keys begin with that it is told of, in the order of their bytes; not to be changed.
   */
  public List<byte[]> prefixes() {
    return prefixes;
  }

  /** Whether the client to be told in its place turned out to be gone. */
  public boolean isBroken() {
    return broken;
  }

  void broke() {
    broken = true;
  }

  /** Whether CLIENT CACHING was said of the next command. */
  public boolean isCaching() {
    return caching;
  }

  /** The next command is the one that the mode makes an exception for. */
  public void caching() {
    caching = true;
  }

  /** Whether the keys are remembered that its command reads. */
  boolean remembers() {
    return !mode.broadcast() && (mode.optIn() ? caching : !(mode.optOut() && caching));
  }
}
