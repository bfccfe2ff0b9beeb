package io.miniredis.server.launcher;

/** The standalone program's entry point. */
public final class Main {
  private Main() {}

  /** Prints the usage. */
  public static void main(String[] args) {
    System.out.println(
        "usage: mini-redis [redis.conf] [--port N] [--bind A] [--dir D] [--any-setting value]");
  }
}
