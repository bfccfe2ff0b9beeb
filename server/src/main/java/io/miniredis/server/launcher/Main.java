package io.miniredis.server.launcher;

import io.miniredis.server.MiniRedis;

/** The standalone program's entry point. */
public final class Main {
  private Main() {}

  /** Starts the server that the arguments describe, and runs until it is told to end. */
  public static void main(String[] args) throws InterruptedException {
    MiniRedis.Builder builder = MiniRedis.builder();
    for (int i = 0; i + 1 < args.length; i += 2) {
      builder.config(args[i].substring(2), args[i + 1]);
    }
    try (MiniRedis server = builder.start()) {
      System.out.println("Ready to accept connections on port " + server.port());
      Thread.currentThread().join();
    }
  }
}
