package io.miniredis.server.net;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.FastThreadLocalThread;

/**
 * Makes the threads of event loops. Scripts and what they convert may nest deep on their stacks.
 */
final class LoopThreads extends DefaultThreadFactory {
  private static final long STACK_BYTES = 8L << 20; // of address space: taken only as it is used

  LoopThreads(String name) {
    super(name, true);
  }

  @Override
  protected Thread newThread(Runnable task, String name) {
    return new FastThreadLocalThread(threadGroup, task, name, STACK_BYTES);
  }
}
