package io.miniredis.server.lua;

import io.miniredis.server.lua.Ast.Expr;
import io.miniredis.server.lua.Ast.Operator;
import io.miniredis.server.lua.Ast.Stat;
import io.miniredis.server.lua.Ast.Variable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses expressions, and resolves names to variables. */
abstract class ExpressionParser {
  static final int MAX_DEPTH = 200;
  private static final int MAX_CHAIN = 1000;
  private static final int MAX_LOCALS = 200;
  private static final int MAX_OUTER = 60;
  private static final int UNARY_PRIORITY = 8;

  /** The variables that can be seen in a function. */
  static final class Scope {
    final @Nullable Scope parent;
    final Ast.Function function;
    final List<Variable> active = new ArrayList<>();
    final List<String> outerNames = new ArrayList<>();
    int loops;

    Scope(@Nullable Scope parent, Ast.Function function) {
      this.parent = parent;
      this.function = function;
    }

    Variable declare(String name, Lexer lexer) {
      if (active.size() >= MAX_LOCALS) {
        throw lexer.errorOf(limit("local variables", MAX_LOCALS));
      }
      Variable variable = new Variable(name);
      active.add(variable);
      return variable;
    }

    void leave(int mark) {
      active.subList(mark, active.size()).clear();
    }

    @Nullable Variable find(String name) {
      for (int i = active.size() - 1; i >= 0; i--) {
        if (active.get(i).name.equals(name)) {
          return active.get(i);
        }
      }
      return null;
    }

    /** The index among the outer variables that the function uses, or -1: a global. */
    int outer(String name, Lexer lexer) {
      int known = outerNames.indexOf(name);
      if (known >= 0) {
        return known;
      }
      Scope p = parent;
      if (p == null) {
        return -1;
      }
      Object found = p.find(name);
      if (found instanceof Variable v) {
        v.captured = true;
      } else {
        int index = p.outer(name, lexer);
        if (index < 0) {
          return -1;
        }
        found = index;
      }
      if (outerNames.size() >= MAX_OUTER) {
        throw lexer.errorOf(limit("upvalues", MAX_OUTER));
      }
      outerNames.add(name);
      function.outer.add(found);
      return outerNames.size() - 1;
    }

    private String limit(String what, int max) {
      return function.line == 0
          ? "main function has more than " + max + " " + what
          : "function at line " + function.line + " has more than " + max + " " + what;
    }
  }

  final Lexer lexer;
  private int depth;
  Scope scope = new Scope(null, new Ast.Function());

  ExpressionParser(LuaString chunk, String source) {
    lexer = new Lexer(chunk, source);
  }

  abstract List<Stat> block();

  void enter() {
    if (++depth > MAX_DEPTH) {
      throw lexer.errorOf("chunk has too many syntax levels");
    }
  }

  void leave() {
    depth--;
  }

  /** What is chained without nesting nests all the same in the tree. */
  private void checkChain(int length) {
    if (length > MAX_CHAIN) {
      throw lexer.errorOf("chunk has too many syntax levels");
    }
  }

  // ---- tokens

  void check(Token t) {
    if (lexer.token != t) {
      throw lexer.error("'" + t.text + "' expected");
    }
  }

  void expect(Token t) {
    check(t);
    lexer.next();
  }

  void expect(int c) {
    if (!lexer.is(c)) {
      throw lexer.error("'" + (char) c + "' expected");
    }
    lexer.next();
  }

  boolean accept(Token t) {
    boolean is = lexer.token == t;
    if (is) {
      lexer.next();
    }
    return is;
  }

  boolean accept(int c) {
    boolean is = lexer.is(c);
    if (is) {
      lexer.next();
    }
    return is;
  }

  /** Expects what ends a construct that began on a line. */
  void close(Token end, Token begin, int line) {
    if (lexer.token != end) {
      throw notClosed(end.text, begin.text, line);
    }
    lexer.next();
  }

  private void close(int end, int begin, int line) {
    if (!lexer.is(end)) {
      throw notClosed(String.valueOf((char) end), String.valueOf((char) begin), line);
    }
    lexer.next();
  }

  private LuaError notClosed(String end, String begin, int line) {
    return lexer.error(
        line == lexer.line
            ? "'" + end + "' expected"
            : "'" + end + "' expected (to close '" + begin + "' at line " + line + ")");
  }

  String name() {
    check(Token.NAME);
    String name = lexer.string.toString();
    lexer.next();
    return name;
  }

  // ---- expressions

  Expr variable(String name) {
    Variable local = scope.find(name);
    if (local != null) {
      return new Ast.Local(local);
    }
    int outer = scope.outer(name, lexer);
    return outer >= 0
        ? new Ast.Outer(outer, name)
        : new Ast.Global(LuaString.of(name), lexer.lastLine);
  }

  List<Expr> exprs() {
    List<Expr> all = new ArrayList<>();
    do {
      all.add(expr());
    } while (accept(','));
    return all;
  }

  Expr expr() {
    return expr(0);
  }

  private Expr expr(int limit) {
    enter();
    Expr left;
    int unary = unaryOperator();
    if (unary >= 0) {
      lexer.next();
      Expr operand = expr(UNARY_PRIORITY);
      left = unary(unary, operand);
    } else {
      left = simple();
    }
    Operator op = operator();
    int chain = 0;
    while (op != null && op.left > limit) {
      checkChain(++chain);
      lexer.next();
      Expr right = expr(op.right);
      left = new Ast.Binary(op, left, right, lexer.lastLine);
      op = operator();
    }
    leave();
    return left;
  }

  private Expr unary(int opcode, Expr operand) {
    if (opcode == Op.UNM
        && operand instanceof Ast.Constant c
        && c.value() instanceof Double d
        && !d.isNaN()) {
      return new Ast.Constant(-d);
    }
    return new Ast.Unary(opcode, operand, lexer.lastLine);
  }

  private int unaryOperator() {
    if (lexer.token == Token.NOT) {
      return Op.NOT;
    }
    return lexer.is('-') ? Op.UNM : lexer.is('#') ? Op.LEN : -1;
  }

  private @Nullable Operator operator() {
    return switch (lexer.token) {
      case AND -> Operator.AND;
      case OR -> Operator.OR;
      case CONCAT -> Operator.CONCAT;
      case EQ -> Operator.EQ;
      case NE -> Operator.NE;
      case LE -> Operator.LE;
      case GE -> Operator.GE;
      case CHAR ->
          switch (lexer.character) {
            case '+' -> Operator.ADD;
            case '-' -> Operator.SUB;
            case '*' -> Operator.MUL;
            case '/' -> Operator.DIV;
            case '%' -> Operator.MOD;
            case '^' -> Operator.POW;
            case '<' -> Operator.LT;
            case '>' -> Operator.GT;
            default -> null;
          };
      default -> null;
    };
  }

  private Expr simple() {
    Expr e;
    switch (lexer.token) {
      case NUMBER -> e = new Ast.Constant(lexer.number);
      case STRING -> e = new Ast.Constant(lexer.string);
      case NIL -> e = new Ast.Constant(Nil.NIL);
      case TRUE -> e = new Ast.Constant(Boolean.TRUE);
      case FALSE -> e = new Ast.Constant(Boolean.FALSE);
      case DOTS -> {
        if (!scope.function.isVararg) {
          throw lexer.error("cannot use '...' outside a vararg function");
        }
        scope.function.usesVararg = true;
        e = new Ast.Vararg();
      }
      case FUNCTION -> {
        int line = lexer.line;
        lexer.next();
        return function(false, line);
      }
      default -> {
        return lexer.is('{') ? constructor() : primary();
      }
    }
    lexer.next();
    return e;
  }

  private Expr prefix() {
    if (lexer.token == Token.NAME) {
      return variable(name());
    }
    if (!lexer.is('(')) {
      throw lexer.error("unexpected symbol");
    }
    int line = lexer.line;
    lexer.next();
    Expr inner = expr();
    close(')', '(', line);
    return new Ast.Paren(inner);
  }

  /** A variable, a field, a call, or something in parentheses. */
  Expr primary() {
    Expr e = prefix();
    for (int chain = 0; ; chain++) {
      checkChain(chain);
      if (lexer.is('.')) {
        e = field(e);
      } else if (lexer.is('[')) {
        lexer.next();
        Expr key = expr();
        expect(']');
        e = new Ast.Index(e, key, lexer.lastLine);
      } else if (lexer.is(':')) {
        lexer.next();
        LuaString method = LuaString.of(name());
        int line = lexer.line;
        e = new Ast.Call(e, method, arguments(), line);
      } else if (lexer.is('(') || lexer.is('{') || lexer.token == Token.STRING) {
        int line = lexer.line;
        e = new Ast.Call(e, null, arguments(), line);
      } else {
        return e;
      }
    }
  }

  Expr field(Expr table) {
    lexer.next();
    LuaString key = LuaString.of(name());
    return new Ast.Index(table, new Ast.Constant(key), lexer.lastLine);
  }

  private List<Expr> arguments() {
    if (lexer.token == Token.STRING) {
      Expr only = new Ast.Constant(lexer.string);
      lexer.next();
      return List.of(only);
    }
    if (lexer.is('{')) {
      return List.of(constructor());
    }
    if (!lexer.is('(')) {
      throw lexer.error("function arguments expected");
    }
    int line = lexer.line;
    if (line != lexer.lastLine) {
      throw lexer.error("ambiguous syntax (function call x new statement)");
    }
    lexer.next();
    List<Expr> args = lexer.is(')') ? List.of() : exprs();
    close(')', '(', line);
    return args;
  }

  private Expr constructor() {
    int line = lexer.line;
    List<Ast.Item> items = new ArrayList<>();
    expect('{');
    while (!lexer.is('}')) {
      items.add(item());
      if (!accept(',') && !accept(';')) {
        break;
      }
    }
    close('}', '{', line);
    return new Ast.Constructor(items, line);
  }

  private Ast.Item item() {
    Expr key = null;
    if (lexer.token == Token.NAME && lexer.peek() == Token.CHAR && lexer.isAhead('=')) {
      key = new Ast.Constant(LuaString.of(name()));
      lexer.next();
    } else if (accept('[')) {
      key = expr();
      expect(']');
      expect('=');
    }
    Expr value = expr();
    return new Ast.Item(key, value, lexer.lastLine);
  }

  Ast.Lambda function(boolean isMethod, int line) {
    Ast.Function function = new Ast.Function();
    function.line = line;
    Scope inner = new Scope(scope, function);
    scope = inner;
    expect('(');
    if (isMethod) {
      function.params.add(inner.declare("self", lexer));
    }
    parameters(function, inner);
    expect(')');
    function.body = block();
    function.lastLine = lexer.line;
    close(Token.END, Token.FUNCTION, line);
    scope = inner.parent == null ? inner : inner.parent;
    return new Ast.Lambda(function, lexer.lastLine);
  }

  private void parameters(Ast.Function function, Scope inner) {
    if (lexer.is(')')) {
      return;
    }
    do {
      if (accept(Token.DOTS)) {
        function.isVararg = true;
        function.params.add(inner.declare("arg", lexer));
        return;
      }
      if (lexer.token != Token.NAME) {
        throw lexer.error("<name> or '...' expected");
      }
      function.params.add(inner.declare(name(), lexer));
    } while (accept(','));
  }
}
