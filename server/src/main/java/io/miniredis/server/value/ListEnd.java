package io.miniredis.server.value;

/** An end of a list: LEFT is its head (index 0), RIGHT its tail. */
public enum ListEnd {
  LEFT,
  RIGHT;

  public ListEnd opposite() {
    return this == LEFT ? RIGHT : LEFT;
  }
}
