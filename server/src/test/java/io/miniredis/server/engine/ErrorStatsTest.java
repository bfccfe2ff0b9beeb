package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class ErrorStatsTest {
  private final ErrorStats errors = new ErrorStats();

  @Test
  void countsByCode() {
    errors.count(ErrorStats.codeOf("WRONGTYPE a b"));
    errors.count(ErrorStats.codeOf("ERR"));
    errors.count("ERR");
    assertThat(errors.byCode()).containsExactly(entry("ERR", 2L), entry("WRONGTYPE", 1L));
    assertThat(errors.total()).isEqualTo(3);
  }

  @Test
  void stopsWhenThereAreTooManyCodes() {
    for (int i = 0; i < 128; i++) {
      errors.count("E" + i);
    }
    assertThat(errors.byCode()).hasSize(128);
    errors.count("E0");
    assertThat(errors.byCode()).containsEntry("E0", 2L);
    errors.count("ONE_MORE");
    errors.count("ERR");
    assertThat(errors.byCode()).containsExactly(entry("ERRORSTATS_DISABLED", 1L));
    assertThat(errors.total()).isEqualTo(131);
    errors.reset();
    errors.count("ERR");
    assertThat(errors.byCode()).containsExactly(entry("ERR", 1L));
  }
}
