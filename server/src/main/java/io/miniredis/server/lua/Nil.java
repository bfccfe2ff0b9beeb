package io.miniredis.server.lua;

/** The value nil: an object, so that no Java null is among Lua's values. */
public final class Nil {
  public static final Nil NIL = new Nil();

  private Nil() {}

  @Override
  public String toString() {
    return "nil";
  }
}
