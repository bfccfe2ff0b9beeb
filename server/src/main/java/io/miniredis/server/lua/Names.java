package io.miniredis.server.lua;

import io.miniredis.server.lua.Ast.Expr;
import org.jspecify.annotations.Nullable;

/** What errors call the operands of instructions. */
final class Names {
  private Names() {}

  /** What an expression is called: {@code global 'x'}; empty if it has no name. */
  static String of(Expr e) {
    return switch (e) {
      case Ast.Local l -> "local '" + l.variable().name + "'";
      case Ast.Outer o -> "upvalue '" + o.name() + "'";
      case Ast.Global g -> "global '" + text(g.name()) + "'";
      case Ast.Index i ->
          "field '"
              + (i.key() instanceof Ast.Constant c && c.value() instanceof LuaString s
                  ? text(s)
                  : "?")
              + "'";
      case Ast.Paren p -> of(p.inner());
      default -> "";
    };
  }

  private static String text(LuaString s) {
    String text = s.toString();
    int zero = text.indexOf(0);
    return zero < 0 ? text : text.substring(0, zero);
  }

  static String method(LuaString name) {
    return "method '" + text(name) + "'";
  }

  /** As it stands in an error: null if there is no name. */
  static @Nullable String orNull(@Nullable String name) {
    return name == null || name.isEmpty() ? null : name;
  }
}
