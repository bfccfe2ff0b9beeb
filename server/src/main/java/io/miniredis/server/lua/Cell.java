package io.miniredis.server.lua;

/** A variable that functions inside its own use. */
final class Cell {
  Object value;

  Cell(Object value) {
    this.value = value;
  }
}
