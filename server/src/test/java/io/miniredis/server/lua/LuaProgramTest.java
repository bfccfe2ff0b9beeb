package io.miniredis.server.lua;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs and what they return, or the error that ends them. */
class LuaProgramTest {
  private Runtime rt;

  @BeforeEach
  void open() {
    rt = new Runtime(64 << 20);
    Library.openAll(rt);
  }

  private String run(String program) {
    try {
      Object value = rt.begin().call(rt.load(LuaString.of(program), "@user_script"));
      return value instanceof Double d ? LuaNumbers.text(d).toString() : value.toString();
    } catch (LuaError e) {
      return "error " + e.value();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "return 1e15 | 1e+15",
        "return 2^53 | 9.007199254741e+15",
        "return 10 / 4 | 2.5",
        "return -7 % 3 | 2",
        "return '10' + 5 | 15",
        "return 1 .. 2 | 12",
        "return 2^3^2 | 512",
        "return -2^2 | -4",
        "return not nil == true | true",
        "return nil and 1 or 2 | 2",
        "return #{1, 2, nil, 4} | 4",
        "return tonumber('0x1p4') | 16",
        "return tonumber('z', 36) | 35",
        "return ('x'):rep(3) | xxx",
        "local a, b = (function() return 1, 2 end)() return a + b | 3",
        "local t = {(function() return 1, 2, 3 end)(), 4} return #t | 2",
        "local i, t = 1, {} i, t[i] = i + 1, 20 return t[1] | 20",
        "local f = {} for i = 1, 3 do f[i] = function() i = i + 1 return i end end"
            + " return f[1]() + f[1]() + f[2]() | 8",
        "local function f(n) if n == 0 then return 0 end return f(n - 1) end return f(1e5) | 0",
        "local function f(n) return n == 0 and 0 or 1 + f(n - 1) end return f(15000) | 15000",
        "local function f(...) return select('#', ...) end return f(1, nil, nil) | 3",
        "local function f(...) return arg.n end return f(1, 2) | 2",
        "local c = coroutine.wrap(function(a) local b = coroutine.yield(a + 1) return b * 2 end)"
            + " return c(1) + c(10) | 22",
        "local t = setmetatable({}, {__index = function(_, k) return k .. '!' end}) return t.x | x!",
        "local t = setmetatable({}, {__call = function(_, a) return a end}) return t(5) | 5",
        "local s = '' for k in pairs({x = 1, [1] = 2, y = 3, [2.5] = 4, foo = 5, bar = 6}) do"
            + " s = s .. k .. ' ' end return s | `y x 2.5 1 bar foo `",
        "return (string.gsub('hello world', 'o', '0')) | hell0 w0rld",
        "return string.format('%5.1f/%-4d/%05d', 3.14159, 42, 42) | `  3.1/42  /00042`",
        "return string.format('%.20f', 0.1) | 0.10000000000000000555",
        "math.randomseed(42) return math.random(1000) | 745",
        "return loadstring('return 7')() | 7"
      })
  void returns(String program, String value) {
    assertThat(run(program)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "return nil + 1 | attempt to perform arithmetic on a nil value",
        "local a return a.b | attempt to index local 'a' (a nil value)",
        "local t = {} t.x.y = 1 | attempt to index field 'x' (a nil value)",
        "local t = {} return t[1].x | attempt to index field '?' (a nil value)",
        "nosuch() | attempt to call global 'nosuch' (a nil value)",
        "local t = {} t:m() | attempt to call method 'm' (a nil value)",
        "return {} .. 'x' | attempt to concatenate a table value",
        "return 1 < 'x' | attempt to compare number with string",
        "return {} < {} | attempt to compare two table values",
        "local t = {} t[nil] = 1 | table index is nil",
        "for i = 1, 'x' do end | 'for' limit must be a number",
        "string.rep() | bad argument #1 to 'rep' (string expected, got no value)",
        "('x'):rep({}) | bad argument #1 to 'rep' (number expected, got table)",
        "error('text') | text",
        "local function f() return 1 + f() end f() | stack overflow",
        "return unpack({}, 1, 1e8) | too many results to unpack",
        "return 1 1 | '<eof>' expected near '1'",
        "x = = 1 | unexpected symbol near '='",
        "goto x | '=' expected near 'x'",
        "break | no loop to break near '<eof>'",
        "x = 'abc | unfinished string near '<eof>'",
      })
  void fails(String program, String text) {
    assertThat(run(program)).isEqualTo("error user_script:1: " + text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "return string.dump(print or error) | unable to dump given function",
        "return select(2, loadstring('\\27Lua')) | attempt to load chunk with wrong mode"
      })
  void knowsNoCompiledChunks(String program, String text) {
    assertThat(run(program)).contains(text);
  }
}
