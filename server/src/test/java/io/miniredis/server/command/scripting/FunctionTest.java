package io.miniredis.server.command.scripting;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FUNCTION and its subcommands. */
class FunctionTest {
  private static final String COUNTER =
      """
      #!lua name=counter
      local n = 0
      redis.register_function{
        function_name = 'count', callback = function() n = n + 1 return n end,
        flags = {'no-writes'}, description = 'counts its calls'}
      """;

  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
  }

  private String load(String code) {
    return client.send("FUNCTION", "LOAD", code);
  }

  private static String library(String name, String function) {
    return "#!lua name=%s\nredis.register_function('%s', function() return '%s of %s' end)"
        .formatted(name, function, function, name);
  }

  @Test
  void loadRepliesWithTheNameAndRefusesToReplaceUnasked() {
    assertThat(load(library("lib", "f"))).isEqualTo("lib");
    assertThat(load(library("lib", "g"))).isEqualTo("-ERR Library 'lib' already exists");
    assertThat(client.send("FUNCTION", "LOAD", "REPLACE", library("lib", "g"))).isEqualTo("lib");
    assertThat(client.send("FCALL", "f", "0")).isEqualTo("-ERR Function not found");
    assertThat(client.send("FCALL", "g", "0")).isEqualTo("'g of lib'");
    assertThat(client.send("FUNCTION", "LOAD", "WITH", library("lib", "g")))
        .isEqualTo("-ERR Unknown option given: WITH");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          return 1               | Missing library metadata
          #!lua                  | Invalid library metadata
          #!lua name="a;x        | Invalid library metadata
          #!lua;x                | Library name was not given
          #!lua name=a-b;x       | Library names can only contain letters, numbers, or underscores(_) and must be at least one character long
          #!js name=a;x          | Engine 'js' not found
          #!lua name=a name=b;x  | Invalid metadata value, name argument was given multiple times
          #!lua name=a x=y;x     | Invalid metadata value given: x=y
          #!lua name=a;x y       | Error compiling function: user_function:2: '=' expected near 'y'
          #!lua name=a;          | No functions registered
          #!lua name=a;x = 1     | Error registering functions: ERR user_function:2: Attempt to modify a readonly table
          """)
  void whatCannotBeLoaded(String code, String error) {
    assertThat(load(code.replace(';', '\n'))).isEqualTo("-ERR " + error);
    assertThat(client.send("FUNCTION", "LIST")).isEqualTo("[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ()                        | wrong number of arguments to redis.register_function
          ('f')                     | calling redis.register_function with a single argument is only applicable to Lua table (representing named arguments).
          ({}, print)               | user_function:2: Script attempted to access nonexistent global variable 'print'
          ({}, redis.log)           | first argument to redis.register_function must be a string
          ('f', 1)                  | second argument to redis.register_function must be a function
          {}                        | redis.register_function must get a function name argument
          {function_name = 'f'}     | redis.register_function must get a callback argument
          {function_name = {}}      | function_name argument given to redis.register_function must be a string
          {description = {}}        | description argument given to redis.register_function must be a string
          {callback = 1}            | callback argument given to redis.register_function must be a function
          {flags = 1}               | flags argument to redis.register_function must be a table representing function flags
          {flags = {'x'}}           | unknown flag given
          {x = 1}                   | unknown argument given to redis.register_function
          {[true] = 1}              | named argument key given to redis.register_function is not a string
          ('a b', redis.log)        | Library names can only contain letters, numbers, or underscores(_) and must be at least one character long
          """)
  void whatCannotBeRegistered(String arguments, String error) {
    assertThat(load("#!lua name=a\nredis.register_function" + arguments))
        .isEqualTo("-ERR Error registering functions: ERR " + error);
  }

  @Test
  void aNameIsRegisteredOnceWhateverItsCase() {
    assertThat(
            load(
                "#!lua name=a\nredis.register_function('f', redis.log)"
                    + " redis.register_function('F', redis.log)"))
        .isEqualTo("-ERR Error registering functions: ERR Function already exists in the library");
    load(library("a", "f"));
    assertThat(load(library("b", "F"))).isEqualTo("-ERR Function F already exists");
  }

  @Test
  void aLoadThatFailsLeavesTheLibraryWithItsState() {
    load(COUNTER);
    client.send("FCALL", "count", "0");
    assertThat(client.send("FUNCTION", "LOAD", "REPLACE", "#!lua name=counter\nnosuch()"))
        .startsWith("-ERR Error registering functions: ");
    assertThat(client.send("FCALL", "count", "0")).isEqualTo(":2");
    assertThat(client.send("FUNCTION", "LOAD", "REPLACE", COUNTER)).isEqualTo("counter");
    assertThat(client.send("FCALL", "count", "0")).isEqualTo(":1");
  }

  @Test
  void listTellsLibrariesAndFunctions() {
    load(COUNTER);
    load(library("other", "f"));
    assertThat(client.send("FUNCTION", "LIST", "LIBRARYNAME", "C*"))
        .isEqualTo(
            "[[library_name counter engine LUA functions"
                + " [[name count description 'counts its calls' flags [+no-writes]]]]]");
    client.resp3();
    assertThat(client.send("FUNCTION", "LIST", "LIBRARYNAME", "other", "WITHCODE"))
        .startsWith(
            "[{library_name other engine LUA functions"
                + " [{name f description nil flags ~[]}] library_code '#!lua name=other");
    assertThat(client.send("FUNCTION", "LIST", "LIBRARYNAME"))
        .isEqualTo("-ERR library name argument was not given");
    assertThat(client.send("FUNCTION", "LIST", "x")).isEqualTo("-ERR Unknown argument x");
  }

  @Test
  void statsCount() {
    load(COUNTER);
    load(library("other", "f"));
    assertThat(client.send("FUNCTION", "STATS"))
        .isEqualTo("[running_script nil engines [LUA [libraries_count :2 functions_count :2]]]");
    assertThat(client.send("INFO", "memory"))
        .contains("number_of_functions:2\r\n")
        .contains("number_of_libraries:2\r\n");
  }

  @Test
  void whatLibrariesTakeCountsAsUsed() {
    client.send("PING"); // from now on its connection counts
    long before = server.engine().memory().used();
    load(library("lib", "f") + " -- " + "x".repeat(10_000));
    long with = server.engine().memory().used();
    assertThat(with - before).isBetween(10_000L, 14_000L);
    client.send("FUNCTION", "FLUSH");
    assertThat(server.engine().memory().used()).isLessThan(before + 1000);
  }

  @Test
  void deleteAndFlushRemove() {
    load(library("a", "f"));
    load(library("b", "g"));
    assertThat(client.send("FUNCTION", "DELETE", "A")).isEqualTo("-ERR Library not found");
    assertThat(client.send("FUNCTION", "DELETE", "a")).isEqualTo("+OK");
    assertThat(client.send("FCALL", "f", "0")).isEqualTo("-ERR Function not found");
    assertThat(client.send("FLUSHALL")).isEqualTo("+OK");
    assertThat(client.send("FCALL", "g", "0")).isEqualTo("'g of b'");
    assertThat(client.send("FUNCTION", "FLUSH", "x"))
        .isEqualTo("-ERR FUNCTION FLUSH only supports SYNC|ASYNC option");
    assertThat(client.send("FUNCTION", "FLUSH", "async")).isEqualTo("+OK");
    assertThat(client.send("FCALL", "g", "0")).isEqualTo("-ERR Function not found");
  }

  @Test
  void restoreTakesWhatDumpGave() {
    assertThat(client.send("FUNCTION", "RESTORE", "x"))
        .isEqualTo("-ERR DUMP payload version or checksum are wrong");
    assertThat(client.send("FUNCTION", "RESTORE", "x", "y"))
        .isEqualTo(
            "-ERR Wrong restore policy given, value should be either FLUSH, APPEND or REPLACE.");
    assertThat(client.send("FUNCTION", "RESTORE", "x", "FLUSH", "y"))
        .isEqualTo(
            "-ERR unknown subcommand or wrong number of arguments for 'RESTORE'. Try FUNCTION"
                + " HELP.");
    assertThat(client.send("FUNCTION", "HELP")).contains("RESTORE");
  }

  @Test
  void killNeedsAFunctionThatRuns() {
    assertThat(client.send("FUNCTION", "KILL"))
        .isEqualTo("-NOTBUSY No scripts in execution right now.");
  }
}
