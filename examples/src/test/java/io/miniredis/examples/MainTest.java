package io.miniredis.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void everyPartOfTheSurveyIsListedInItsOrder() {
    assertThat(Main.all().keySet().stream().limit(17))
        .containsExactly(
            "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14",
            "15", "16", "17");
    assertThat(Main.all()).containsKeys("sites", "jobs", "jobs-redis", "endless");
  }

  @Test
  void aPortThatIsNoneIsToldOf() {
    assertThat(Arguments.of("--port", "80").port(1337)).isEqualTo(80);
    assertThat(Arguments.of().port(1337)).isEqualTo(1337);
    assertThat(Arguments.of("a", "--port", "80", "b").plain()).containsExactly("a", "b");
    for (String wrong : new String[] {"x", "70000", "-1"}) {
      assertThatThrownBy(() -> Arguments.of("--port", wrong).port(1337))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong);
    }
    assertThatThrownBy(() -> Arguments.of("--port").port(1337)).hasMessageContaining("nothing");
  }
}
