package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Positions as numbers, and searches that miss nothing. */
class GeoShapeTest {
  private final Random random = Seeds.random("GeoShapeTest");

  @Test
  void aNumberLeadsBackToItsPosition() {
    for (int i = 0; i < 2000; i++) {
      double longitude = random.nextDouble(-180, 180);
      double latitude = random.nextDouble(GeoHash.MIN_LATITUDE, GeoHash.MAX_LATITUDE);
      long score = GeoHash.encode(longitude, latitude);
      assertThat(score).isBetween(0L, 1L << 52);
      assertThat(GeoHash.longitude(score)).isCloseTo(longitude, within(3e-6));
      assertThat(GeoHash.latitude(score)).isCloseTo(latitude, within(2e-6));
    }
  }

  @Test
  void tellsWhatOthersTell() {
    long palermo = GeoHash.encode(13.361389, 38.115556);
    assertThat(palermo).isEqualTo(3479099956230698L);
    assertThat(GeoHash.text(palermo)).isEqualTo("sqc8b49rny0");
    assertThat(GeoHash.distance(0, 0, 0, 90)).isCloseTo(10_010_367, within(1.0));
  }

  @Test
  void theRangesHoldAllThatIsInTheShape() {
    for (int round = 0; round < 4000; round++) {
      double longitude = random.nextDouble(-170, 170);
      double latitude = random.nextDouble(-60, 60);
      double size = Math.pow(10, random.nextDouble(1, 6));
      GeoShape shape =
          random.nextBoolean()
              ? GeoShape.circle(longitude, latitude, size)
              : GeoShape.box(longitude, latitude, size, size * random.nextDouble(0.2, 2));
      double near = GeoHash.degrees(size) * 2;
      long score =
          GeoHash.encode(
              clamp(longitude + random.nextDouble(-near, near), 180),
              clamp(latitude + random.nextDouble(-near, near), GeoHash.MAX_LATITUDE));
      double distance = shape.distance(GeoHash.longitude(score), GeoHash.latitude(score));
      if (!Double.isNaN(distance)) {
        assertThat(shape.ranges()).anyMatch(range -> range.contains(score));
      }
    }
  }

  private static double clamp(double value, double limit) {
    return Math.max(-limit, Math.min(limit, value));
  }
}
