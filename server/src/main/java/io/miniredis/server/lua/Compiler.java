package io.miniredis.server.lua;

import io.miniredis.server.lua.Ast.Expr;
import io.miniredis.server.lua.Ast.Stat;
import io.miniredis.server.lua.Ast.Variable;
import java.util.ArrayList;
import java.util.List;

/** Compiles a function: its statements. */
final class Compiler extends ExpressionCompiler {
  private List<Integer> breaks = new ArrayList<>();

  private Compiler(String source) {
    super(source);
  }

  /**
   * Compiles a chunk.
   *
   * @param source its name, with a mark in front: {@code @user_script}
   * @throws LuaError if it is not Lua
   */
  static Proto compile(LuaString chunk, String source) {
    return compile(Parser.parse(chunk, source), source, true);
  }

  private static Proto compile(Ast.Function function, String source, boolean main) {
    Compiler c = new Compiler(source);
    Proto proto = c.proto;
    proto.isVararg = function.isVararg;
    proto.params = function.params.size() - (function.isVararg && !main ? 1 : 0);
    proto.hasArg = function.isVararg && !main;
    proto.needsArg = function.isVararg && !main && !function.usesVararg;
    proto.outer = new int[function.outer.size()];
    for (int i = 0; i < proto.outer.length; i++) {
      proto.outer[i] =
          function.outer.get(i) instanceof Variable v
              ? v.register
              : ~(Integer) function.outer.get(i);
    }
    c.line = function.line;
    for (Variable param : function.params) {
      param.register = c.reserve(1);
    }
    for (Variable param : function.params) {
      c.wrap(param);
    }
    c.block(function.body);
    c.line = function.lastLine;
    c.emit(Op.RETURN, 0, 1);
    c.finish();
    proto.maxStack += 2; // room to call metamethods in
    return proto;
  }

  @Override
  Proto nested(Ast.Function function) {
    return compile(function, proto.source, false);
  }

  private void block(List<Stat> stats) {
    int mark = free;
    for (Stat stat : stats) {
      statement(stat);
    }
    free = mark;
  }

  private void statement(Stat stat) {
    switch (stat) {
      case Ast.LocalStat s -> local(s);
      case Ast.LocalFunction s -> {
        s.variable().register = reserve(1);
        if (s.variable().captured) {
          emit(Op.LOADNIL, s.variable().register, s.variable().register);
          wrap(s.variable());
        }
        store(s.variable(), s.function());
      }
      case Ast.Assign s -> assign(s);
      case Ast.CallStat s -> {
        int mark = free;
        call(s.call(), 0);
        free = mark;
      }
      case Ast.Do s -> block(s.body());
      case Ast.While s -> whileLoop(s);
      case Ast.Repeat s -> repeatLoop(s);
      case Ast.If s -> ifThen(s);
      case Ast.NumericFor s -> numericFor(s);
      case Ast.GenericFor s -> genericFor(s);
      case Ast.Break s -> breaks.add(jump());
      case Ast.Return s -> ret(s);
    }
  }

  private void wrap(Variable variable) {
    if (variable.captured) {
      emit(Op.NEWCELL, variable.register, 0);
    }
  }

  private void local(Ast.LocalStat s) {
    line = s.line();
    int first = free;
    exprs(s.values(), s.variables().size());
    for (int i = 0; i < s.variables().size(); i++) {
      s.variables().get(i).register = first + i;
    }
    s.variables().forEach(this::wrap);
  }

  private void assign(Ast.Assign s) {
    int mark = free;
    if (s.targets().size() == 1 && s.values().size() == 1) {
      assignOne(s.targets().getFirst(), s.values().getFirst(), s.line());
    } else {
      List<int[]> places = new ArrayList<>();
      for (Expr target : s.targets()) {
        places.add(place(target, true));
      }
      int first = free;
      exprs(s.values(), s.targets().size());
      line = s.line();
      for (int i = s.targets().size() - 1; i >= 0; i--) {
        store(s.targets().get(i), places.get(i), first + i);
      }
    }
    free = mark;
  }

  private void assignOne(Expr target, Expr value, int at) {
    if (target instanceof Ast.Local local) {
      store(local.variable(), value);
      return;
    }
    int[] place = place(target, false);
    int from = target instanceof Ast.Index ? operand(value) : anyRegister(value);
    line = at;
    store(target, place, from);
  }

  private void store(Variable variable, Expr value) {
    int mark = free;
    if (variable.captured) {
      int v = operand(value);
      emit(Op.SETCELL, variable.register, v);
    } else if (mayWriteEarly(value)) {
      int v = anyRegister(value);
      emit(Op.MOVE, variable.register, v);
    } else {
      into(value, variable.register);
    }
    free = mark;
  }

  /** Whether the code for an expression may change its target before it has read all variables. */
  private static boolean mayWriteEarly(Expr e) {
    return e instanceof Ast.Constructor
        || (e instanceof Ast.Binary b && (b.op() == Ast.Operator.AND || b.op() == Ast.Operator.OR))
        || (e instanceof Ast.Paren p && mayWriteEarly(p.inner()));
  }

  /** Evaluates the table and key of a target. */
  private int[] place(Expr target, boolean several) {
    if (target instanceof Ast.Index index) {
      int table = several ? nextRegister(index.table()) : anyRegister(index.table());
      int key =
          several && !(index.key() instanceof Ast.Constant)
              ? nextRegister(index.key())
              : operand(index.key());
      return new int[] {table, key};
    }
    return new int[0];
  }

  private void store(Expr target, int[] place, int from) {
    switch (target) {
      case Ast.Local l ->
          emit(l.variable().captured ? Op.SETCELL : Op.MOVE, l.variable().register, from);
      case Ast.Outer o -> emit(Op.SETOUTER, from, o.index());
      case Ast.Global g -> emit(Op.SETGLOBAL, from, constant(g.name()));
      case Ast.Index i -> {
        emit(Op.SETTABLE, place[0], place[1], from);
        blame(Names.of(i.table()));
      }
      default -> throw new IllegalStateException("no target: " + target);
    }
  }

  private void whileLoop(Ast.While s) {
    int begin = pc;
    List<Integer> exits = new ArrayList<>();
    condition(s.condition(), false, exits);
    List<Integer> outer = breaks;
    breaks = exits;
    block(s.body());
    line = s.line();
    jumpTo(begin);
    patch(breaks);
    breaks = outer;
  }

  private void repeatLoop(Ast.Repeat s) {
    int begin = pc;
    List<Integer> outer = breaks;
    breaks = new ArrayList<>();
    int mark = free;
    for (Stat stat : s.body()) {
      statement(stat);
    }
    List<Integer> again = new ArrayList<>();
    condition(s.condition(), false, again);
    for (int jump : again) {
      patch(jump, begin);
    }
    free = mark;
    patch(breaks);
    breaks = outer;
  }

  private void ifThen(Ast.If s) {
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < s.blocks().size(); i++) {
      List<Integer> otherwise = new ArrayList<>();
      if (i < s.conditions().size()) {
        condition(s.conditions().get(i), false, otherwise);
      }
      block(s.blocks().get(i));
      if (i + 1 < s.blocks().size()) {
        ends.add(jump());
      }
      patch(otherwise);
    }
    patch(ends);
  }

  private void numericFor(Ast.NumericFor s) {
    int mark = free;
    int base = free;
    nextRegister(s.from());
    nextRegister(s.to());
    Expr step = s.step();
    nextRegister(step == null ? new Ast.Constant(1.0) : step);
    line = s.doLine();
    int prepare = emit(Op.FORPREP, base, 0);
    s.variable().register = reserve(1);
    wrap(s.variable());
    List<Integer> outer = breaks;
    breaks = new ArrayList<>();
    block(s.body());
    patch(prepare);
    line = s.line();
    int loop = emit(Op.FORLOOP, base, 0);
    patch(loop, prepare + 1);
    patch(breaks);
    breaks = outer;
    free = mark;
  }

  private void genericFor(Ast.GenericFor s) {
    int mark = free;
    int base = free;
    exprs(s.values(), 3);
    int prepare = jump();
    int n = s.variables().size();
    int first = reserve(Math.max(n, 3)); // the call takes three registers
    for (int i = 0; i < n; i++) {
      s.variables().get(i).register = first + i;
    }
    free = first + n;
    int begin = pc;
    s.variables().forEach(this::wrap);
    List<Integer> outer = breaks;
    breaks = new ArrayList<>();
    block(s.body());
    patch(prepare);
    line = s.line();
    emit(Op.TFORLOOP, base, 0, n);
    jumpTo(begin);
    patch(breaks);
    breaks = outer;
    free = mark;
  }

  private void ret(Ast.Return s) {
    int mark = free;
    List<Expr> values = s.values();
    if (values.size() == 1 && values.getFirst() instanceof Ast.Call call) {
      int first = free;
      makeTail(call(call, OPEN));
      line = s.line();
      emit(Op.RETURN, first, 0);
    } else if (values.size() == 1 && !isOpen(values.getFirst())) {
      int only = anyRegister(values.getFirst());
      line = s.line();
      emit(Op.RETURN, only, 2);
    } else {
      int first = free;
      boolean open = openExprs(values);
      line = s.line();
      emit(Op.RETURN, first, open ? 0 : values.size() + 1);
    }
    free = mark;
  }
}
