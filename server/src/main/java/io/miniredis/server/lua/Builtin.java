package io.miniredis.server.lua;

/** A function that is built in. */
public final class Builtin extends LuaFunction {
  /** What it does. */
  public interface Body {
    /**
     * Runs with arguments that the thread tells.
     *
     * @return the number of results, which it has handed to {@link LuaThread#ret}
     */
    int run(LuaThread t);
  }

  final Body body;
  final Object[] held; // values that the body keeps

  public Builtin(Body body, Object... held) {
    this.body = body;
    this.held = held;
  }
}
