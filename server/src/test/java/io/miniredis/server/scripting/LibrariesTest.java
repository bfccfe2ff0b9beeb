package io.miniredis.server.scripting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.server.engine.Clock;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.lua.Library;
import io.miniredis.server.lua.LuaString;
import io.miniredis.server.lua.Runtime;
import io.miniredis.server.value.Slice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Libraries without a server around them. */
class LibrariesTest {
  private static final int LIMIT = 8 << 20;

  private final Clock clock = new HastyClock();
  private Runtime rt;
  private Runtime.Environment environment;
  private Libraries libraries;

  @BeforeEach
  void open() {
    rt = new Runtime(LIMIT);
    Library.openAll(rt);
    environment = rt.environment();
    libraries = newLibraries();
  }

  @SuppressWarnings("NullAway") // nothing here runs a command
  private Libraries newLibraries() {
    return new Libraries(new LibraryLoader(rt, null, environment, clock));
  }

  /** A clock on which every look takes a tenth of a second. */
  private static final class HastyClock implements Clock {
    private long nanos;

    @Override
    public long nanos() {
      nanos += 100_000_000;
      return nanos;
    }

    @Override
    public long millis() {
      return nanos() / 1_000_000;
    }
  }

  @Test
  void slowCodeIsOnlyLoadedWhereThatMustNotFail() throws IOException {
    Slice slow =
        Slice.of(
            "#!lua name=slow\nfor i = 1, 2e5 do end"
                + " redis.register_function('f', function() return 'slow' end)");
    assertThatThrownBy(() -> libraries.load(slow, false, true))
        .hasMessage("ERR Error registering functions: ERR FUNCTION LOAD timeout");
    libraries.load(slow, false, false);
    Slice dump = Slice.of(libraries.dump());
    assertThatThrownBy(() -> libraries.restore(dump, Libraries.Policy.FLUSH, true))
        .hasMessage("ERR Error registering functions: ERR FUNCTION LOAD timeout");
    libraries.restore(dump, Libraries.Policy.FLUSH, false);
    libraries.load(slow);
    assertThat(call("f")).hasToString("slow");
  }

  private static Slice library(String name, String function) {
    return Slice.of(
        "#!lua name=%s\nredis.register_function('%s', function() return '%s' end)"
            .formatted(name, function, name));
  }

  private Object call(String function) {
    LibraryFunction f = libraries.find(Slice.of(function));
    assertThat(f).isNotNull();
    rt.enter(environment);
    return rt.begin().call(f.function);
  }

  private List<String> names() {
    return libraries.all().stream().map(FunctionLibrary::name).toList();
  }

  @Test
  void aDumpIsTakenAllOrNothing() {
    libraries.load(library("a", "f"), false, true);
    libraries.load(library("b", "g"), false, true);
    Slice dump = Slice.of(libraries.dump());
    libraries.clear();
    libraries.load(library("c", "g"), false, true);
    assertThatThrownBy(() -> libraries.restore(dump, Libraries.Policy.REPLACE, true))
        .isInstanceOf(CommandError.class)
        .hasMessage("ERR Function g already exists");
    assertThat(names()).containsExactly("c");
    libraries.restore(dump, Libraries.Policy.FLUSH, true);
    assertThat(names()).containsExactly("a", "b");
    assertThat(call("g")).hasToString("b");
    assertThatThrownBy(() -> libraries.restore(dump, Libraries.Policy.APPEND, true))
        .hasMessage("ERR Library a already exists");
    libraries.restore(dump, Libraries.Policy.REPLACE, true);
    assertThat(libraries.functionCount()).isEqualTo(2);
  }

  @Test
  void everyByteOfADumpMatters() {
    libraries.load(library("a", "f"), false, true);
    byte[] dump = libraries.dump();
    for (int i = 0; i < dump.length; i++) {
      dump[i] ^= 1;
      assertThatThrownBy(() -> libraries.restore(Slice.of(dump), Libraries.Policy.FLUSH, true))
          .hasMessage("ERR DUMP payload version or checksum are wrong");
      dump[i] ^= 1;
    }
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aSnapshotsLibrariesTakeThePlaceOfThoseThatAreThere() throws IOException {
    libraries.load(library("a", "f"), false, true);
    List<byte[]> sources = libraries.sources();
    assertThat(sources).hasSize(1);
    libraries.load(Slice.of(sources.get(0)));
    assertThat(names()).containsExactly("a");
    assertThatThrownBy(() -> libraries.load(Slice.of("nothing")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Missing library metadata");
  }

  @Test
  void whatFunctionsKeepCountsTowardsTheLimit() {
    libraries.load(
        Slice.of(
            "#!lua name=hoard\nlocal all = {} redis.register_function('f', function()"
                + " all[#all + 1] = string.rep('x', 1e6) return #all end)"),
        false,
        true);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                call("f");
              }
            })
        .hasMessage("not enough memory");
    libraries.clear();
    libraries.load(library("a", "g"), false, true);
    assertThat(Stream.generate(() -> call("g")).limit(1000)).hasSize(1000);
    rt.enter(environment);
    assertThat(rt.memoryInUse()).isLessThan(LIMIT / 8);
  }

  @Test
  void whatIsHiddenInIteratorsAndCoroutinesCountsToo() {
    libraries.load(
        Slice.of(
            "#!lua name=hoard\nlocal all = {} redis.register_function('f', function()"
                + " local s = string.rep('x', 1e6)"
                + " all[#all + 1] = string.gmatch(s, '.')"
                + " all[#all + 1] = coroutine.wrap(function() return s end) end)"),
        false,
        true);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                call("f");
              }
            })
        .hasMessage("not enough memory");
  }

  @Test
  void whatIsNotLoadedIsNotKept() {
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(
              () ->
                  libraries.load(
                      Slice.of(
                          "#!lua name=x\nlocal s = ('x'):rep(1e6)"
                              + " redis.register_function('f', function() return s end) nosuch()"),
                      false,
                      true))
          .hasMessageContaining("nonexistent global variable 'nosuch'");
    }
    rt.enter(environment);
    assertThat(rt.memoryInUse()).isLessThan(LIMIT / 8);
  }

  @Test
  void loadingIsLimitedToo() {
    assertThatThrownBy(
            () ->
                libraries.load(
                    Slice.of("#!lua name=x\nlocal s = 'x' while true do s = s .. s end"),
                    false,
                    false))
        .hasMessageContaining("not enough memory");
    assertThatThrownBy(
            () ->
                libraries.load(
                    Slice.of("#!lua name=x\nlocal function f() return f() + 1 end f()"),
                    false,
                    false))
        .hasMessageContaining("stack overflow");
    String deep = "(".repeat(10_000);
    assertThatThrownBy(() -> libraries.load(Slice.of("#!lua name=x\nreturn " + deep), false, false))
        .hasMessageContaining("Error compiling function");
  }

  @Test
  void libraryTextsMayHoldAnyByte() {
    byte[] code =
        "#!lua name=x\nredis.register_function('f', function() return '\u00ff\u0080' end)"
            .getBytes(StandardCharsets.ISO_8859_1);
    libraries.load(Slice.of(code), false, true);
    assertThat(call("f")).isEqualTo(LuaString.of("\u00ff\u0080"));
    assertThat(libraries.sources().get(0)).isEqualTo(code);
  }
}
