package io.miniredis.async;

/** What time it is for a loop, in nanoseconds that never go back. */
interface LoopClock {
  /** Real time, from 0 on. */
  static LoopClock system() {
    long origin = System.nanoTime();
    return () -> System.nanoTime() - origin;
  }

  long nanos();

  /** Whether {@link #jump} makes waiting needless. */
  default boolean isVirtual() {
    return false;
  }

  /** Sets a virtual clock. */
  default void jump(long nanos) {
    throw new UnsupportedOperationException("this clock follows real time");
  }
}
