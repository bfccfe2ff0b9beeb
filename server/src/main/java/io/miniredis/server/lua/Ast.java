package io.miniredis.server.lua;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parser makes of a chunk: names are resolved to variables. */
final class Ast {
  private Ast() {}

  /** A local variable. */
  static final class Variable {
    final String name;
    boolean captured; // functions inside its own use it
    int register = -1;

    Variable(String name) {
      this.name = name;
    }
  }

  /** A function's text. */
  static final class Function {
    final List<Variable> params = new ArrayList<>();
    List<Stat> body = List.of();

    /** The outer variables that it uses: a {@link Variable} of the next function, or an Integer. */
    final List<Object> outer = new ArrayList<>();

    boolean isVararg;
    boolean usesVararg;
    int line;
    int lastLine;
  }

  sealed interface Expr {}

  record Constant(Object value) implements Expr {}

  record Vararg() implements Expr {}

  record Lambda(Function function, int line) implements Expr {}

  record Local(Variable variable) implements Expr {}

  record Outer(int index, String name) implements Expr {}

  record Global(LuaString name, int line) implements Expr {}

  record Index(Expr table, Expr key, int line) implements Expr {}

  record Call(Expr function, @Nullable LuaString method, List<Expr> args, int line)
      implements Expr {}

  record Binary(Operator op, Expr left, Expr right, int line) implements Expr {}

  record Unary(int opcode, Expr operand, int line) implements Expr {}

  record Paren(Expr inner) implements Expr {}

  /** Items without a key are elements of the array, in order. */
  record Constructor(List<Item> items, int line) implements Expr {}

  record Item(@Nullable Expr key, Expr value, int line) {}

  sealed interface Stat {}

  record LocalStat(List<Variable> variables, List<Expr> values, int line) implements Stat {}

  record LocalFunction(Variable variable, Lambda function) implements Stat {}

  record Assign(List<Expr> targets, List<Expr> values, int line) implements Stat {}

  record CallStat(Call call) implements Stat {}

  record Do(List<Stat> body) implements Stat {}

  record While(Expr condition, List<Stat> body, int line) implements Stat {}

  record Repeat(List<Stat> body, Expr condition, int line) implements Stat {}

  /** Conditions and blocks; the last block alone may have none. */
  record If(List<Expr> conditions, List<List<Stat>> blocks) implements Stat {}

  record NumericFor(
      Variable variable,
      Expr from,
      Expr to,
      @Nullable Expr step,
      List<Stat> body,
      int line,
      int doLine)
      implements Stat {}

  record GenericFor(List<Variable> variables, List<Expr> values, List<Stat> body, int line)
      implements Stat {}

  record Break() implements Stat {}

  record Return(List<Expr> values, int line) implements Stat {}

  /** Binary operators with their priorities on both sides, and what they compile to. */
  enum Operator {
    ADD(6, 6, Op.ADD),
    SUB(6, 6, Op.SUB),
    MUL(7, 7, Op.MUL),
    DIV(7, 7, Op.DIV),
    MOD(7, 7, Op.MOD),
    POW(10, 9, Op.POW),
    CONCAT(5, 4, Op.CONCAT),
    NE(3, 3, Op.EQ),
    EQ(3, 3, Op.EQ),
    LT(3, 3, Op.LT),
    LE(3, 3, Op.LE),
    GT(3, 3, Op.LT),
    GE(3, 3, Op.LE),
    AND(2, 2, -1),
    OR(1, 1, -1);

    final int left;
    final int right;
    final int opcode;

    Operator(int left, int right, int opcode) {
      this.left = left;
      this.right = right;
      this.opcode = opcode;
    }

    boolean isComparison() {
      return ordinal() >= NE.ordinal() && ordinal() <= GE.ordinal();
    }
  }
}
