package io.miniredis.server.value;

import java.util.Arrays;

/**
 * What a search for positions covers: a circle or a box around a centre.
 *
 * <p>The search looks through the boxes of {@link GeoHash} numbers in which the shape can lie: that
 * of the centre, of a size that fits the shape, and its neighbours.
 */
public final class GeoShape {
  private static final double MERCATOR_MAX = 20037726.37; // metres: half the equator, nearly
  private static final double FAR_NORTH =
      66; // from here on boxes are narrow, from VERY_FAR more so
  private static final double VERY_FAR_NORTH = 80;

  /** Neighbours as steps to the east and to the north, in the order in which they are searched. */
  private static final int[][] NEIGHBOURS = {
    {0, 0}, {0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}
  };

  private final boolean circle;
  private final double longitude;
  private final double latitude;
  private final double width; // in metres; of a circle the radius
  private final double height;

  private GeoShape(boolean circle, double lon, double lat, double width, double height) {
    this.circle = circle;
    this.longitude = lon;
    this.latitude = lat;
    this.width = width;
    this.height = height;
  }

  /** All that is not further than {@code radius} metres from a position. */
  public static GeoShape circle(double longitude, double latitude, double radius) {
    return new GeoShape(true, longitude, latitude, radius, radius);
  }

  /** A box of so many metres, with its centre at a position. */
  public static GeoShape box(double longitude, double latitude, double width, double height) {
    return new GeoShape(false, longitude, latitude, width, height);
  }

  /** The distance of a position from the centre, in metres; NaN if it is outside of the shape. */
  public double distance(double lon, double lat) {
    if (circle) {
      double distance = GeoHash.distance(longitude, latitude, lon, lat);
      return distance > width ? Double.NaN : distance;
    }
    if (GeoHash.latitudeDistance(lat, latitude) > height / 2
        || GeoHash.distance(lon, lat, longitude, lat) > width / 2) {
      return Double.NaN;
    }
    return GeoHash.distance(longitude, latitude, lon, lat);
  }

  /** The ranges of scores in which the shape can lie, in the order in which to search them. */
  public ScoreRange[] ranges() {
    double up = circle ? height : height / 2;
    double aside = circle ? width : width / 2;
    double latDelta = GeoHash.degrees(up);
    double minLat = latitude - latDelta;
    double maxLat = latitude + latDelta;
    double lonDelta = GeoHash.degreesAt(latitude < 0 ? minLat : maxLat, aside);
    double minLon = longitude - lonDelta;
    double maxLon = longitude + lonDelta;

    int step = step(circle ? width : Math.sqrt(aside * aside + up * up));
    long x = GeoHash.x(longitude, step);
    long y = GeoHash.y(latitude, step);
    long mask = (1L << step) - 1;
    boolean tooSmall =
        GeoHash.south((y + 1 & mask) + 1, step) < maxLat
            || GeoHash.south(y - 1 & mask, step) > minLat
            || GeoHash.west((x + 1 & mask) + 1, step) < maxLon
            || GeoHash.west(x - 1 & mask, step) > minLon;
    if (step > 1 && tooSmall) {
      step--;
      x = GeoHash.x(longitude, step);
      y = GeoHash.y(latitude, step);
    }
    boolean all = step < 2;
    boolean southIn = all || GeoHash.south(y, step) >= minLat;
    boolean northIn = all || GeoHash.south(y + 1, step) <= maxLat;
    boolean westIn = all || GeoHash.west(x, step) >= minLon;
    boolean eastIn = all || GeoHash.west(x + 1, step) <= maxLon;
    ScoreRange[] found = new ScoreRange[NEIGHBOURS.length];
    int n = 0;
    long before = -1;
    for (int i = 0; i < NEIGHBOURS.length; i++) {
      int east = NEIGHBOURS[i][0];
      int north = NEIGHBOURS[i][1];
      boolean useless =
          (north > 0 && !northIn)
              || (north < 0 && !southIn)
              || (east > 0 && !eastIn)
              || (east < 0 && !westIn);
      if (useless) {
        continue;
      }
      long box = box(x + east, y + north, step);
      if (i == 0 || box != before) {
        found[n++] = range(box, step);
      }
      before = i == 0 ? -1 : box; // a neighbour is compared with the one before, never the centre
    }
    return Arrays.copyOf(found, n);
  }

  private static long box(long x, long y, int step) {
    long mask = (1L << step) - 1;
    return GeoHash.interleave(x & mask, y & mask);
  }

  private static ScoreRange range(long box, int step) {
    int shift = 2 * (GeoHash.MAX_STEP - step);
    return new ScoreRange(box << shift, false, box + 1 << shift, true);
  }

  private int step(double radius) {
    if (radius == 0) {
      return GeoHash.MAX_STEP;
    }
    int step = 1;
    for (double r = radius; r < MERCATOR_MAX; r *= 2) {
      step++;
    }
    step -= 2;
    double fromEquator = Math.abs(latitude);
    if (fromEquator > FAR_NORTH) {
      step -= fromEquator > VERY_FAR_NORTH ? 2 : 1;
    }
    return Math.max(1, Math.min(GeoHash.MAX_STEP, step));
  }
}
