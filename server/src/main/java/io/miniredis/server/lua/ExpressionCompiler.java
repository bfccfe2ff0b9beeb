package io.miniredis.server.lua;

import io.miniredis.server.lua.Ast.Expr;
import io.miniredis.server.lua.Ast.Operator;
import io.miniredis.server.lua.Ast.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles expressions. An expression's value goes to a register that the caller names, and that is
 * written last of all; what it needs on the way goes to registers behind those in use.
 */
abstract class ExpressionCompiler extends Emitter {
  static final int OPEN = -1;
  private static final int SET_AT_ONCE = 50;

  ExpressionCompiler(String source) {
    super(source);
  }

  abstract Proto nested(Ast.Function function);

  // ---- where values go

  /** Evaluates into the next register, which is in use from then on. */
  int nextRegister(Expr e) {
    if (e instanceof Ast.Call c) {
      int first = free;
      call(c, 1);
      free = first;
      return reserve(1);
    }
    int register = reserve(1);
    into(e, register);
    return register;
  }

  /** Evaluates into the register of the variable that it is, or the next. */
  int anyRegister(Expr e) {
    return e instanceof Ast.Local l && !l.variable().captured
        ? l.variable().register
        : nextRegister(e);
  }

  /** As {@link #anyRegister}, or a constant. */
  int operand(Expr e) {
    if (e instanceof Ast.Constant c) {
      return constant(c.value()) | Op.CONSTANT;
    }
    return anyRegister(e);
  }

  static boolean isOpen(Expr e) {
    return e instanceof Ast.Call || e instanceof Ast.Vararg;
  }

  /** Evaluates into as many registers as wanted, from the next on. */
  void exprs(List<Expr> values, int wanted) {
    int first = free;
    int n = values.size();
    for (int i = 0; i < n; i++) {
      Expr e = values.get(i);
      if (i == n - 1 && isOpen(e) && wanted != n) {
        int count = Math.max(0, wanted - i);
        open(e, count);
        free = first + i;
        reserve(count);
      } else {
        nextRegister(e);
      }
    }
    if (free - first < wanted) {
      int missing = first + wanted - free;
      int from = reserve(missing);
      emit(Op.LOADNIL, from, from + missing - 1);
    }
    free = first + wanted;
  }

  /** Evaluates into the next registers; true if how many values there are is known only then. */
  boolean openExprs(List<Expr> values) {
    int n = values.size();
    for (int i = 0; i < n; i++) {
      Expr e = values.get(i);
      if (i == n - 1 && isOpen(e)) {
        open(e, OPEN);
        return true;
      }
      nextRegister(e);
    }
    return false;
  }

  private void open(Expr e, int count) {
    if (e instanceof Ast.Call c) {
      call(c, count);
    } else {
      int at = emit(Op.VARARG, reserve(1), 0);
      results(at, count);
    }
  }

  // ---- values

  /** Evaluates one value into a register. */
  void into(Expr e, int target) {
    int mark = free;
    switch (e) {
      case Ast.Constant c -> load(c.value(), target);
      case Ast.Vararg v -> emit(Op.VARARG, target, 2);
      case Ast.Lambda l -> lambda(l, target);
      case Ast.Local l -> read(l.variable(), target);
      case Ast.Outer o -> emit(Op.GETOUTER, target, o.index());
      case Ast.Global g -> {
        line = g.line();
        emit(Op.GETGLOBAL, target, constant(g.name()));
      }
      case Ast.Index i -> index(i, target);
      case Ast.Call c -> {
        int first = free;
        call(c, 1);
        if (first != target) {
          emit(Op.MOVE, target, first);
        }
      }
      case Ast.Binary b -> binary(b, target);
      case Ast.Unary u -> {
        int operand = anyRegister(u.operand());
        line = u.line();
        emit(u.opcode(), target, operand);
        blame(Names.of(u.operand()));
      }
      case Ast.Paren p -> into(p.inner(), target);
      case Ast.Constructor c -> constructor(c, target);
    }
    free = mark;
  }

  private void load(Object value, int target) {
    if (value == Nil.NIL) {
      emit(Op.LOADNIL, target, target);
    } else if (value instanceof Boolean b) {
      emit(Op.LOADBOOL, target, b ? 1 : 0);
    } else {
      emit(Op.LOADK, target, constant(value));
    }
  }

  private void read(Variable variable, int target) {
    if (variable.captured) {
      emit(Op.GETCELL, target, variable.register);
    } else if (variable.register != target) {
      emit(Op.MOVE, target, variable.register);
    }
  }

  private void lambda(Ast.Lambda l, int target) {
    protos.add(nested(l.function()));
    line = l.line();
    emit(Op.CLOSURE, target, protos.size() - 1);
  }

  private void index(Ast.Index i, int target) {
    int table = anyRegister(i.table());
    if (i.key() instanceof Ast.Constant c && c.value() instanceof LuaString name) {
      line = i.line();
      emit(Op.GETFIELD, target, table, constant(name));
    } else {
      int key = operand(i.key());
      line = i.line();
      emit(Op.GETTABLE, target, table, key);
    }
    blame(Names.of(i.table()));
  }

  /** Calls; the results go to where the next register is. Returns the instruction's place. */
  int call(Ast.Call c, int results) {
    int first = free;
    LuaString method = c.method();
    String name;
    if (method == null) {
      nextRegister(c.function());
      name = Names.of(c.function());
    } else {
      int self = anyRegister(c.function());
      free = first;
      reserve(2);
      line = c.line();
      emit(Op.SELF, first, self, constant(method));
      blame(Names.of(c.function()));
      name = Names.method(method);
    }
    boolean open = openExprs(c.args());
    line = c.line();
    int args = c.args().size() + (method == null ? 0 : 1);
    int at = emit(Op.CALL, first, open ? 0 : args + 1, results + 1);
    blame(name);
    free = first;
    if (results == 1) {
      reserve(1);
      free = first;
    }
    return at;
  }

  private void binary(Ast.Binary b, int target) {
    switch (b.op()) {
      case AND, OR -> {
        into(b.left(), target);
        emit(Op.TEST, target, b.op() == Operator.OR ? 1 : 0);
        int end = jump();
        into(b.right(), target);
        patch(end);
      }
      case CONCAT -> concat(b, target);
      case EQ, NE, LT, LE, GT, GE -> {
        List<Integer> yes = new ArrayList<>();
        condition(b, true, yes);
        emit(Op.LOADBOOL, target, 0, 1);
        patch(yes);
        emit(Op.LOADBOOL, target, 1);
      }
      default -> {
        int left = operand(b.left());
        int right = operand(b.right());
        line = b.line();
        emit(b.op().opcode, target, left, right);
        blame(new String[] {Names.of(b.left()), Names.of(b.right())});
      }
    }
  }

  private void concat(Ast.Binary b, int target) {
    List<String> names = new ArrayList<>();
    int first = free;
    Expr rest = b;
    while (rest instanceof Ast.Binary c && c.op() == Operator.CONCAT) {
      nextRegister(c.left());
      names.add(Names.of(c.left()));
      rest = c.right();
    }
    nextRegister(rest);
    names.add(Names.of(rest));
    line = b.line();
    emit(Op.CONCAT, target, first, free - 1);
    blame(names.toArray(new String[0]));
  }

  private void constructor(Ast.Constructor c, int target) {
    long elements = c.items().stream().filter(i -> i.key() == null).count();
    long others = c.items().size() - elements;
    Ast.Item last = c.items().isEmpty() ? null : c.items().getLast();
    boolean open = last != null && last.key() == null && isOpen(last.value());
    line = c.line();
    int arraySize = (int) (open ? elements - 1 : elements);
    emit(Op.NEWTABLE, target, rounded(arraySize), rounded((int) others));
    int first = free;
    int done = 0;
    for (Ast.Item item : c.items()) {
      Expr key = item.key();
      if (key != null) {
        int mark = free;
        int k = operand(key);
        int v = operand(item.value());
        line = item.line();
        emit(Op.SETTABLE, target, k, v);
        free = mark;
      } else if (item == last && open) {
        open(item.value(), OPEN);
        setList(target, first, 0, done);
        free = first;
      } else {
        nextRegister(item.value());
        if (free - first == SET_AT_ONCE) {
          setList(target, first, SET_AT_ONCE, done);
          done += SET_AT_ONCE;
          free = first;
        }
      }
    }
    if (free > first) {
      setList(target, first, free - first, done);
    }
    free = first;
  }

  /**
   * The elements stand from {@code first} on; the instruction wants to know the register before.
   */
  private void setList(int table, int first, int count, int done) {
    emit(Op.SETLIST, table, count, done);
    emit(Op.MOVE, first, 0); // data of the instruction before
  }

  /** The sizes that the reference implementation can tell its tables to begin with. */
  private static int rounded(int size) {
    int exponent = 0;
    int x = size;
    while (x >= 16) {
      x = (x + 1) >> 1;
      exponent++;
    }
    return x << exponent;
  }

  // ---- conditions

  /** Jumps if the truth of an expression is {@code when}; else goes on behind. */
  void condition(Expr e, boolean when, List<Integer> jumps) {
    int mark = free;
    if (e instanceof Ast.Constant c) {
      if ((c.value() != Nil.NIL && c.value() != Boolean.FALSE) == when) {
        jumps.add(jump());
      }
    } else if (e instanceof Ast.Paren p && !isOpen(p.inner())) {
      condition(p.inner(), when, jumps);
    } else if (e instanceof Ast.Unary u && u.opcode() == Op.NOT) {
      condition(u.operand(), !when, jumps);
    } else if (e instanceof Ast.Binary b && (b.op() == Operator.AND || b.op() == Operator.OR)) {
      logical(b, when, jumps);
    } else if (e instanceof Ast.Binary b && b.op().isComparison()) {
      compare(b, when, jumps);
    } else {
      int value = anyRegister(e);
      emit(Op.TEST, value, when ? 1 : 0);
      jumps.add(jump());
    }
    free = mark;
  }

  private void logical(Ast.Binary b, boolean when, List<Integer> jumps) {
    boolean decides = b.op() == Operator.OR;
    if (decides == when) {
      condition(b.left(), when, jumps);
      condition(b.right(), when, jumps);
    } else {
      List<Integer> skip = new ArrayList<>();
      condition(b.left(), decides, skip);
      condition(b.right(), when, jumps);
      patch(skip);
    }
  }

  private void compare(Ast.Binary b, boolean when, List<Integer> jumps) {
    int left = operand(b.left());
    int right = operand(b.right());
    boolean swap = b.op() == Operator.GT || b.op() == Operator.GE;
    boolean sense = b.op() == Operator.NE ? !when : when;
    line = b.line();
    emit(b.op().opcode, sense ? 1 : 0, swap ? right : left, swap ? left : right);
    jumps.add(jump());
  }
}
