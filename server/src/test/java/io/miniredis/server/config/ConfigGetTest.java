package io.miniredis.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.config.Config.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What CONFIG GET shows. */
class ConfigGetTest {
  private final Config config = new Config();

  @Test
  void aNameIsShownAsTheClientWroteIt() {
    assertThat(config.match(List.of("MaxMemory"))).containsExactly(new Pair("MaxMemory", "0"));
  }

  @Test
  void anUnknownNameShowsNothing() {
    assertThat(config.match(List.of("nosuch", "nosuch*", ""))).isEmpty();
  }

  @Test
  void patternsMatchInAnyCaseAndShowInAlphabeticalOrder() {
    assertThat(config.match(List.of("MAXMEMORY-[ps]*")))
        .containsExactly(
            new Pair("maxmemory-policy", "noeviction"), new Pair("maxmemory-samples", "5"));
  }

  @Test
  void severalPatternsShowEachSettingOnce() {
    assertThat(config.match(List.of("Timeout", "time*", "port", "TIMEOUT", "p?rt")))
        .containsExactly(new Pair("Timeout", "0"), new Pair("port", "6379"));
  }

  @Test
  void anAliasIsASettingOfItsOwn() {
    assertThat(config.match(List.of("hash-max-*-value")))
        .containsExactly(
            new Pair("hash-max-listpack-value", "64"), new Pair("hash-max-ziplist-value", "64"));
  }

  @Test
  void hiddenSettingsAreShownOnlyByName() {
    assertThat(config.match(List.of("key-load-*"))).isEmpty();
    assertThat(config.match(List.of("key-load-delay")))
        .containsExactly(new Pair("key-load-delay", "0"));
  }

  @Test
  void aBracketMakesAPattern() {
    assertThat(config.match(List.of("t[ia]meout"))).containsExactly(new Pair("timeout", "0"));
  }
}
