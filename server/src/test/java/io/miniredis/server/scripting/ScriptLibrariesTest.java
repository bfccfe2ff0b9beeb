package io.miniredis.server.scripting;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** cjson, cmsgpack, struct and bit; the conformance cases have many more. */
class ScriptLibrariesTest {
  @RegisterExtension final TestServer server = new TestServer();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cjson.encode({1, 'a/b', true, cjson.null, {x = 0.1}}) | [1,\"a\\/b\",true,null,{\"x\":0.1}]",
        "cjson.encode({}) | {}",
        "cjson.encode(cjson.decode('{\"a\":[1,2,{\"b\":null}]}')) | {\"a\":[1,2,{\"b\":null}]}",
        "cjson.decode('\"\\\\u20ac\"') == '\\226\\130\\172' and 'euro' | euro",
        "tostring(cmsgpack.unpack(cmsgpack.pack({1, {a = 'b'}}))[2].a) | b",
        "#cmsgpack.pack(1, 200, 70000, -1, 1.5, 'x') | :16",
        "struct.unpack('>I2', '\\1\\2') | :258",
        "struct.unpack('i4', struct.pack('i4', -5)) | :-5",
        "struct.size('!bhil') | :16",
        "bit.tohex(bit.bxor(0xff, 0x0f)) | 000000f0",
        "bit.arshift(-8, 1) | :-4",
        "bit.tobit(2^31) | :-2147483648"
      })
  void returns(String expression, String reply) {
    assertThat(server.client().send("EVAL", "return " + expression, "0"))
        .isIn(reply, "'" + reply + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cjson.encode({[1] = 1, [100] = 2}) | Cannot serialise table: excessively sparse array",
        "cjson.decode('[1,') | Expected value but found T_END at character 4",
        "cmsgpack.unpack('\\217\\5abc') | Missing bytes in input.",
        "struct.pack('q', 1) | bad argument #1 to 'pack' (invalid format option 'q')",
        "bit.band('x') | bad argument #1 to 'band' (number expected, got string)"
      })
  void fails(String expression, String text) {
    assertThat(server.client().send("EVAL", "return " + expression, "0"))
        .startsWith("-ERR user_script:1: " + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return cjson.decode(string.rep('[', 100000))",
        "return cmsgpack.unpack(string.rep('\\145', 100000))",
        "local t = {} t[1] = t return cjson.encode(t)",
        "local t = {} for i = 1, 100000 do t = {t} end return cjson.encode(t)"
      })
  void whatNestsTooDeepFails(String script) {
    assertThat(server.client().send("EVAL", script, "0")).startsWith("-ERR user_script:1: ");
  }
}
