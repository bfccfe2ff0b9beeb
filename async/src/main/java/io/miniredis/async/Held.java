package io.miniredis.async;

/** Something that is held until this is closed: for {@code try}-with-resources. */
public final class Held implements AutoCloseable {
  private final Runnable release;
  private boolean closed;

  Held(Runnable release) {
    this.release = release;
  }

  /** Lets go; the second time nothing happens. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      release.run();
    }
  }
}
