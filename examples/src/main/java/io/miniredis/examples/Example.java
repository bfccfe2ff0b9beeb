package io.miniredis.examples;

import java.io.PrintStream;

/** One program. It prints what it does, and ends by itself or when its thread is interrupted. */
@FunctionalInterface
interface Example {
  /**
   * Runs it.
   *
   * @throws Exception whatever ends it early
   */
  void run(PrintStream out, Arguments arguments) throws Exception;
}
