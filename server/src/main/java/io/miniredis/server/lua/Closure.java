package io.miniredis.server.lua;

/** A function of a program, with the variables of the functions around it that it uses. */
final class Closure extends LuaFunction {
  final Proto proto;
  final Cell[] outer;

  Closure(Proto proto, Cell[] outer) {
    this.proto = proto;
    this.outer = outer;
  }
}
