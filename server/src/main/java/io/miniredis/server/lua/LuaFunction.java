package io.miniredis.server.lua;

/** A function: one of a program, or one that is built in. */
public abstract sealed class LuaFunction permits Closure, Builtin {}
