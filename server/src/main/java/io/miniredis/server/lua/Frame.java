package io.miniredis.server.lua;

/** A function of a program that is running or waits for one that it called. */
final class Frame {
  private static final Object[] NONE = {};

  Closure closure;
  int base; // where its registers begin
  int pc;
  int result; // where its results go
  int wanted; // how many, plus one; 0: as many as there are
  Object[] varargs = NONE;
  boolean entry; // Java called it
  boolean tail; // it took the place of another: its caller is not known

  Frame(Closure closure) {
    this.closure = closure;
  }

  void noVarargs() {
    varargs = NONE;
  }
}
