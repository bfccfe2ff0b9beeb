package io.miniredis.server.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that want too much are ended, and the next one runs. */
class LuaQuotaTest {
  private Runtime rt;

  @BeforeEach
  void open() {
    rt = new Runtime(8 << 20);
    Library.openAll(rt);
  }

  private Object run(String program) {
    return rt.begin().call(rt.load(LuaString.of(program), "@user_script"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true do end",
        "repeat until false",
        "for i = 1, 1e18 do end",
        "local function f() return f() end f()",
        "while true do pcall(error, 'x') end",
        "pcall(function() while true do end end) while true do end",
        "local t = setmetatable({}, {__index = function(t, k) return nil end}) while true do local x = t.a end",
        "string.find(string.rep('a', 10000), string.rep('a-', 100) .. 'b')",
        "string.find(string.rep('a', 100000), '.-.-.-.-b')",
        "table.sort({1, 2, 3}, function() while true do end end)",
        "string.gsub('abc', '.', function() while true do end end)",
        "coroutine.wrap(function() while true do end end)()",
        "load(function() return ' ' end)",
        "string.find(string.rep('(', 1e6), '%b()')",
        "string.find(string.rep('a', 1e6), '[' .. string.rep('b', 1e5) .. ']')",
        "string.gsub(string.rep('a', 1e6), '%f[' .. string.rep('b', 1e5) .. ']', '')",
        "string.find(string.rep('a', 1e6), '(' .. string.rep('a', 1e5) .. ')%1b')",
        "string.find(string.rep('a', 30), string.rep('a?', 30) .. string.rep('a', 30))",
        "local s = string.rep('x', 1e6) while true do local t = s .. 'y' end",
        "while true do string.lower(string.rep('X', 1e6)) end",
        "while true do pcall(string.rep, 'x', 1e9) end",
        "local t = {} for i = 1, 5e4 do t[i] = {} end while true do collectgarbage('count') end",
        "local t = {} for i = 1, 1e5 do t[i] = 1 end while true do table.concat(t) end",
        "local t = {} for i = 1, 1e5 do t[i] = 1 end while true do table.insert(t, 1, 1) table.remove(t) end",
        "local f = string.rep('%99d', 3) while true do string.format(f, 1, 2, 3) end",
        "local function f() local co = coroutine.wrap(function() pcall(f) end) co() end while true do pcall(f) end"
      })
  void whatDoesNotEndIsEndedByItsWatch(String program) {
    int[] asked = {0};
    long[] last = {System.nanoTime()};
    long[] longest = {0};
    rt.watch(
        () -> {
          longest[0] = Math.max(longest[0], System.nanoTime() - last[0]);
          if (asked[0]++ > 20) {
            throw new Runtime.Stopped("enough");
          }
          last[0] = System.nanoTime();
          return 10_000;
        });
    assertThatThrownBy(() -> run(program)).isInstanceOf(Runtime.Stopped.class);
    assertThat(longest[0]).as("nanoseconds in which nobody was asked").isLessThan(2_000_000_000L);
    rt.watch(() -> 10_000);
    assertThat(run("return 1")).isEqualTo(1.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return string.rep('x', 1e8)",
        "local s = 'x' while true do s = s .. s end",
        "local t = {} for i = 1, 1e9 do t[i] = i end",
        "local t = {} for i = 1, 1e9 do t[i] = {} end",
        "local t = {} while true do t = {t} end",
        "local t = {} for i = 1, 1e9 do t['k' .. i] = i end",
        "local f = function() end while true do local g = f f = function() return g end end",
        "local t = {} for i = 1, 1e6 do t[i] = coroutine.create(function() end) end",
        "local s = string.rep('x', 1e6) return string.gsub(s, '.', s)",
        "local t = {} for i = 1, 1e4 do t[i] = string.rep('x', 1e4) end return table.concat(t)",
        "return string.find(string.rep('a', 1e6), string.rep('(', 32) .. '.*' .. string.rep(')', 32))",
        "local s = string.rep('a', 1e6) .. 'b' local function f() string.gsub(s, 'b', f) end f()",
        "local s = string.rep('x', 1e6) return string.format(string.rep('%s', 20), s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s)",
        "return string.format('%q', string.rep('\\0', 3e6))",
        "local s = string.rep('x', 1e6) local t = {} for i = 1, 100 do t[i] = s end return table.concat(t)",
        "return load(function() return string.rep('x ', 1e5) end)",
        "return assert(loadstring(string.rep('x=1 ', 1e6)))"
      })
  void whatTakesTooMuchMemoryFails(String program) {
    assertThatThrownBy(() -> run(program)).hasMessageContaining("not enough memory");
    assertThat(run("return 1")).isEqualTo(1.0);
  }

  @Test
  void whatBuiltinFunctionsMadeCountsNoMoreBehindThem() {
    assertThat(
            run(
                "for i = 1, 100 do pcall(string.gsub, string.rep('x', 1e6), 'x', error) end return 'done'"))
        .hasToString("done");
    assertThat(
            run(
                "for i = 1, 100 do string.gsub('ab', '.', function() return string.rep('x', 1e6) end) end return 'done'"))
        .hasToString("done");
    assertThat(run("return #table.concat({string.rep('x', 1e6), string.rep('y', 1e6)})"))
        .isEqualTo(2e6);
  }

  @Test
  void whatIsGarbageDoesNotCount() {
    assertThat(run("for i = 1, 100 do local s = string.rep('x', 1e6) end return 'done'"))
        .hasToString("done");
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() -> run("return " + "(".repeat(10_000) + "1" + ")".repeat(10_000)))
        .hasMessageContaining("chunk has too many syntax levels");
    assertThatThrownBy(() -> run("return " + "{".repeat(10_000)))
        .hasMessageContaining("chunk has too many syntax levels");
    assertThatThrownBy(() -> run("return 1" + " + 1".repeat(100_000)))
        .hasMessageContaining("chunk has too many syntax levels");
    assertThatThrownBy(
            () ->
                run(
                    "local t = setmetatable({}, {__index = function(t, k) return t[k] end}) return t.x"))
        .hasMessageContaining("C stack overflow");
    assertThatThrownBy(
            () -> run("local function f() return pcall(f) end error(select(2, f()) or 'deep')"))
        .isInstanceOf(LuaError.class);
    assertThatThrownBy(
            () -> run("return string.find(string.rep('a', 1000), string.rep('a?', 1000) .. 'b')"))
        .hasMessageContaining("pattern too complex");
  }
}
