package io.miniredis.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Payloads as bytes and back. */
class CodecTest {
  record Email(String to, int tries) {}

  @Test
  void textIsUtf8() throws Exception {
    byte[] bytes = {(byte) 0xc3, (byte) 0xa4, '!'};
    assertThat(Codec.string().encode("ä!")).isEqualTo(bytes);
    assertThat(Codec.string().decode(bytes)).isEqualTo("ä!");
  }

  @Test
  void bytesAreBytes() throws Exception {
    byte[] bytes = {0, -1, 13, 10};
    assertThat(Codec.bytes().decode(Codec.bytes().encode(bytes))).isEqualTo(bytes);
  }

  @Test
  void recordsTravelAsJson() throws Exception {
    JsonCodec<Email> codec = JsonCodec.of(Email.class);
    assertThat(new String(codec.encode(new Email("you", 2)), StandardCharsets.UTF_8))
        .isEqualTo("{\"to\":\"you\",\"tries\":2}");
    assertThat(codec.decode(codec.encode(new Email("you", 2)))).isEqualTo(new Email("you", 2));
  }

  @Test
  void typesWithArgumentsDoToo() throws Exception {
    JsonCodec<List<Email>> codec =
        JsonCodec.of(new ObjectMapper(), new TypeReference<List<Email>>() {});
    List<Email> emails = List.of(new Email("you", 1), new Email("me", 2));
    assertThat(codec.decode(codec.encode(emails))).isEqualTo(emails);
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> JsonCodec.of(Email.class).decode("}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonProcessingException.class);
  }
}
