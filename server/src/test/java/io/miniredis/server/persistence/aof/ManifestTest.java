package io.miniredis.server.persistence.aof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
  private static final String TEXT =
      """
      file a.aof.2.base.rdb seq 2 type b
      file a.aof.1.base.rdb seq 1 type h
      file a.aof.3.incr.aof seq 3 type i
      file a.aof.4.incr.aof seq 4 type i
      """;

  @Test
  void readsWhatItWrites() throws Exception {
    Manifest manifest = Manifest.parse(TEXT);
    assertThat(manifest.text()).isEqualTo(TEXT);
    assertThat(manifest.lastBase()).isEqualTo(2);
    assertThat(manifest.lastChanges()).isEqualTo(4);
    assertThat(manifest.old()).hasSize(1);
  }

  @Test
  void aNewBaseTakesThePlaceOfWhatItHolds() throws Exception {
    Manifest before = Manifest.parse(TEXT).withChanges(new Manifest.Entry("n", 5));
    Manifest after = before.withBase(new Manifest.Entry("m", 3), 5);
    assertThat(after.changes()).containsExactly(new Manifest.Entry("n", 5));
    assertThat(after.old()).extracting(Manifest.Entry::number).containsExactly(1L, 2L, 3L, 4L);
    assertThat(after.withoutOld().old()).isEmpty();
  }

  @Test
  void commentsAndEmptyLinesMeanNothing() throws Exception {
    assertThat(Manifest.parse("# x\n\n" + TEXT).text()).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nonsense                                                    | line 1: not of the form
          file a seq x type b                                         | line 1: x is no number
          file a seq 1 type q                                         | line 1: there is no type q
          file ../a seq 1 type b                                      | another directory
          file a seq 1 type b%nfile b seq 2 type b                    | line 2: there is a base
          file a seq 2 type i%nfile b seq 1 type i                    | line 2: the numbers
          file a seq 1 type h                                         | names no file
          """)
  void whatIsNoManifestIsRefused(String text, String message) {
    assertThatThrownBy(() -> Manifest.parse(text.replace("%n", "\n")))
        .isInstanceOf(Manifest.ManifestException.class)
        .hasMessageContaining(message);
  }
}
