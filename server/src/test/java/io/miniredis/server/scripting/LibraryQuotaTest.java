package io.miniredis.server.scripting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.server.lua.Library;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.Runtime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Redis's libraries make counts before anybody can reach it, and can be ended. */
class LibraryQuotaTest {
  private Runtime rt;

  @BeforeEach
  void open() {
    rt = new Runtime(8 << 20);
    Library.openAll(rt);
    Json.open(rt);
    MessagePackLibrary.open(rt);
    StructLibrary.open(rt);
  }

  private Object run(String program) {
    return rt.begin().call(rt.load(LuaString.of(program), "@user_script"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return cjson.decode('[' .. string.rep('[],', 3e5) .. '[]]')",
        "return cjson.decode('[' .. string.rep('{\"a\":1},', 3e5) .. '[]]')",
        "return cjson.encode(string.rep('\\1', 2e6))",
        "local a = 'x' for i = 1, 25 do a = {a, a} end return cjson.encode(a)",
        "return cmsgpack.unpack('\\221\\000\\015\\066\\064' .. string.rep('\\144', 1e6))",
        "local a = 'x' for i = 1, 15 do a = {a, a} end local b = {a, a, a, a}"
            + " return cmsgpack.pack(b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b)",
        "local s = string.rep('x', 1e6) return struct.pack(string.rep('s', 10), s, s, s, s, s, s, s, s, s, s)",
        "return struct.unpack(string.rep('b', 1e6), string.rep('x', 1e6))"
      })
  void whatTakesTooMuchMemoryFails(String program) {
    assertThatThrownBy(() -> run(program)).hasMessageContaining("not enough memory");
    assertThat(run("return 1")).isEqualTo(1.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local s = '[' .. string.rep('1,', 1e4) .. '1]' while true do cjson.decode(s) end",
        "local t = cjson.decode('[' .. string.rep('1,', 1e4) .. '1]') while true do cjson.encode(t) end",
        "local t = cjson.decode('[' .. string.rep('1,', 1e4) .. '1]') while true do cmsgpack.pack(t) end",
        "local s = cmsgpack.pack(cjson.decode('[' .. string.rep('1,', 1e4) .. '1]')) while true do cmsgpack.unpack(s) end",
        "local f = string.rep('b', 7000) .. 'x' local s = string.rep('x', 7001) while true do struct.unpack(f, s) end"
      })
  void whatDoesNotEndIsEndedByItsWatch(String program) {
    int[] asked = {0};
    rt.watch(
        () -> {
          if (asked[0]++ > 20) {
            throw new Runtime.Stopped("enough");
          }
          return 10_000;
        });
    assertThatThrownBy(() -> run(program)).isInstanceOf(Runtime.Stopped.class);
    rt.unwatch();
    assertThat(run("return 1")).isEqualTo(1.0);
  }
}
