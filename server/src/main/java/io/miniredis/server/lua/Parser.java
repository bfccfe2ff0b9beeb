package io.miniredis.server.lua;

import io.miniredis.server.lua.Ast.Expr;
import io.miniredis.server.lua.Ast.Stat;
import io.miniredis.server.lua.Ast.Variable;
import java.util.ArrayList;
import java.util.List;

/** Parses a chunk: statements. */
final class Parser extends ExpressionParser {
  Parser(LuaString chunk, String source) {
    super(chunk, source);
  }

  /**
   * The chunk as a function with any number of arguments.
   *
   * @throws LuaError if it is not Lua
   */
  static Ast.Function parse(LuaString chunk, String source) {
    Parser parser = new Parser(chunk, source);
    Ast.Function main = new Ast.Function();
    main.isVararg = true;
    parser.scope = new Scope(null, main);
    parser.lexer.next();
    main.body = parser.block();
    parser.check(Token.EOS);
    main.lastLine = parser.lexer.line;
    return main;
  }

  /** Parses a block in a scope of its own. */
  @Override
  List<Stat> block() {
    int mark = scope.active.size();
    List<Stat> block = statements();
    scope.leave(mark);
    return block;
  }

  private List<Stat> statements() {
    List<Stat> all = new ArrayList<>();
    boolean last = false;
    enter();
    while (!last && !endsBlock()) {
      last = lexer.token == Token.RETURN || lexer.token == Token.BREAK;
      all.add(statement());
      accept(';');
    }
    leave();
    return all;
  }

  private boolean endsBlock() {
    return switch (lexer.token) {
      case ELSE, ELSEIF, END, EOS, UNTIL -> true;
      default -> false;
    };
  }

  private Stat statement() {
    int line = lexer.line;
    return switch (lexer.token) {
      case IF -> ifStat(line);
      case WHILE -> whileStat(line);
      case DO -> {
        lexer.next();
        List<Stat> body = block();
        close(Token.END, Token.DO, line);
        yield new Ast.Do(body);
      }
      case FOR -> forStat(line);
      case REPEAT -> repeatStat(line);
      case FUNCTION -> functionStat(line);
      case LOCAL -> {
        lexer.next();
        yield accept(Token.FUNCTION) ? localFunction() : localStat();
      }
      case RETURN -> returnStat();
      case BREAK -> {
        lexer.next();
        if (scope.loops == 0) {
          throw lexer.error("no loop to break");
        }
        yield new Ast.Break();
      }
      default -> expressionStat();
    };
  }

  private Stat ifStat(int line) {
    List<Expr> conditions = new ArrayList<>();
    List<List<Stat>> blocks = new ArrayList<>();
    do {
      lexer.next();
      conditions.add(expr());
      expect(Token.THEN);
      blocks.add(block());
    } while (lexer.token == Token.ELSEIF);
    if (accept(Token.ELSE)) {
      blocks.add(block());
    }
    close(Token.END, Token.IF, line);
    return new Ast.If(conditions, blocks);
  }

  private List<Stat> loop() {
    scope.loops++;
    List<Stat> body = block();
    scope.loops--;
    return body;
  }

  private Stat whileStat(int line) {
    lexer.next();
    Expr condition = expr();
    expect(Token.DO);
    List<Stat> body = loop();
    close(Token.END, Token.WHILE, line);
    return new Ast.While(condition, body, lexer.lastLine);
  }

  private Stat repeatStat(int line) {
    lexer.next();
    scope.loops++;
    int mark = scope.active.size();
    List<Stat> body = statements();
    close(Token.UNTIL, Token.REPEAT, line);
    scope.loops--;
    Expr condition = expr(); // it sees the block's variables
    scope.leave(mark);
    return new Ast.Repeat(body, condition, lexer.lastLine);
  }

  private Stat forStat(int line) {
    lexer.next();
    String first = name();
    Stat stat;
    if (lexer.is('=')) {
      stat = numericFor(first, line);
    } else if (lexer.is(',') || lexer.token == Token.IN) {
      stat = genericFor(first, line);
    } else {
      throw lexer.error("'=' or 'in' expected");
    }
    close(Token.END, Token.FOR, line);
    return stat;
  }

  private Stat numericFor(String name, int line) {
    lexer.next();
    Expr from = expr();
    expect(',');
    Expr to = expr();
    Expr step = accept(',') ? expr() : null;
    expect(Token.DO);
    int doLine = lexer.lastLine;
    int mark = hidden(3);
    Variable variable = scope.declare(name, lexer);
    List<Stat> body = loop();
    scope.leave(mark);
    return new Ast.NumericFor(variable, from, to, step, body, line, doLine);
  }

  private Stat genericFor(String first, int line) {
    List<String> names = new ArrayList<>(List.of(first));
    while (accept(',')) {
      names.add(name());
    }
    expect(Token.IN);
    List<Expr> values = exprs();
    expect(Token.DO);
    int mark = hidden(3);
    List<Variable> variables = new ArrayList<>();
    for (String name : names) {
      variables.add(scope.declare(name, lexer));
    }
    List<Stat> body = loop();
    scope.leave(mark);
    return new Ast.GenericFor(variables, values, body, line);
  }

  /** Counts the variables that a loop has for itself; returns where they begin. */
  private int hidden(int count) {
    int mark = scope.active.size();
    for (int i = 0; i < count; i++) {
      scope.declare("(for)", lexer);
    }
    return mark;
  }

  private Stat functionStat(int line) {
    lexer.next();
    Expr target = variable(name());
    LuaString method = null;
    while (lexer.is('.')) {
      target = field(target);
    }
    if (accept(':')) {
      method = LuaString.of(name());
      target = new Ast.Index(target, new Ast.Constant(method), lexer.lastLine);
    }
    Ast.Lambda function = function(method != null, line);
    return new Ast.Assign(List.of(target), List.of(function), line);
  }

  private Stat localFunction() {
    Variable variable = scope.declare(name(), lexer);
    return new Ast.LocalFunction(variable, function(false, lexer.line));
  }

  private Stat localStat() {
    List<String> names = new ArrayList<>();
    do {
      names.add(name());
    } while (accept(','));
    List<Expr> values = accept('=') ? exprs() : List.of();
    List<Variable> variables = new ArrayList<>();
    for (String name : names) {
      variables.add(scope.declare(name, lexer));
    }
    return new Ast.LocalStat(variables, values, lexer.lastLine);
  }

  private Stat returnStat() {
    lexer.next();
    List<Expr> values = endsBlock() || lexer.is(';') ? List.of() : exprs();
    return new Ast.Return(values, lexer.lastLine);
  }

  private Stat expressionStat() {
    Expr first = primary();
    if (first instanceof Ast.Call call) {
      return new Ast.CallStat(call);
    }
    List<Expr> targets = new ArrayList<>(List.of(assignable(first)));
    while (accept(',')) {
      targets.add(assignable(primary()));
      if (targets.size() > MAX_DEPTH) {
        throw lexer.errorOf("variables in assignment too many (limit is 200)");
      }
    }
    expect('=');
    List<Expr> values = exprs();
    return new Ast.Assign(targets, values, lexer.lastLine);
  }

  private Expr assignable(Expr e) {
    if (e instanceof Ast.Call || e instanceof Ast.Paren) {
      throw lexer.error("syntax error");
    }
    return e;
  }
}
