package io.miniredis.server.value;

/**
 * Positions on earth as numbers of 52 bits, by which a sorted set orders them: longitude and
 * latitude, 26 bits each, interleaved, so that positions with the same first bits lie in one box.
 * Longitudes reach from -180 to 180 degrees, latitudes from {@value #MIN_LATITUDE} to {@value
 * #MAX_LATITUDE}, as web maps (EPSG:3857) have them.
 */
public final class GeoHash {
  /** The southernmost latitude. */
  public static final double MIN_LATITUDE = -85.05112878;

  /** The northernmost latitude. */
  public static final double MAX_LATITUDE = 85.05112878;

  /** The westernmost longitude. */
  public static final double MIN_LONGITUDE = -180;

  /** The easternmost longitude. */
  public static final double MAX_LONGITUDE = 180;

  /** The most bits that longitude and latitude can have each. */
  static final int MAX_STEP = 26;

  private static final double EARTH_RADIUS = 6372797.560856; // metres
  private static final double RADIANS = Math.PI / 180;
  private static final String ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz";

  private GeoHash() {}

  /** Whether there is such a position. */
  public static boolean isPosition(double longitude, double latitude) {
    return longitude >= MIN_LONGITUDE
        && longitude <= MAX_LONGITUDE
        && latitude >= MIN_LATITUDE
        && latitude <= MAX_LATITUDE;
  }

  /** The number of a position: the score that it has in a sorted set. */
  public static long encode(double longitude, double latitude) {
    return interleave(x(longitude, MAX_STEP), y(latitude, MAX_STEP));
  }

  static long x(double longitude, int step) {
    return cell(longitude, MIN_LONGITUDE, MAX_LONGITUDE, step);
  }

  static long y(double latitude, int step) {
    return cell(latitude, MIN_LATITUDE, MAX_LATITUDE, step);
  }

  private static long cell(double value, double min, double max, int step) {
    return (long) ((value - min) / (max - min) * (1L << step));
  }

  /** The bits of a number, as Redis has them also of one that 64 bits cannot hold. */
  private static long bits(double score) {
    if (score < 0x1p63) {
      return (long) score;
    }
    return score < 0x1p64 ? (long) (score - 0x1p63) ^ Long.MIN_VALUE : 0;
  }

  /** The longitude of a number: the middle of its box. */
  public static double longitude(double score) {
    long x = squeeze(bits(score) >>> 1);
    double middle = (west(x, MAX_STEP) + west(x + 1, MAX_STEP)) / 2;
    return Math.max(MIN_LONGITUDE, Math.min(MAX_LONGITUDE, middle));
  }

  /** The latitude of a number: the middle of its box. */
  public static double latitude(double score) {
    long y = squeeze(bits(score));
    double middle = (south(y, MAX_STEP) + south(y + 1, MAX_STEP)) / 2;
    return Math.max(MIN_LATITUDE, Math.min(MAX_LATITUDE, middle));
  }

  /** The western edge of the boxes of a column. */
  static double west(long x, int step) {
    return edge(x, MIN_LONGITUDE, MAX_LONGITUDE, step);
  }

  /** The southern edge of the boxes of a row. */
  static double south(long y, int step) {
    return edge(y, MIN_LATITUDE, MAX_LATITUDE, step);
  }

  private static double edge(long cell, double min, double max, int step) {
    return min + cell * 1.0 / (1L << step) * (max - min);
  }

  static long interleave(long x, long y) {
    return spread(y) | spread(x) << 1;
  }

  private static long spread(long bits) {
    long b = bits & 0xffffffffL;
    b = (b | b << 16) & 0x0000ffff0000ffffL;
    b = (b | b << 8) & 0x00ff00ff00ff00ffL;
    b = (b | b << 4) & 0x0f0f0f0f0f0f0f0fL;
    b = (b | b << 2) & 0x3333333333333333L;
    return (b | b << 1) & 0x5555555555555555L;
  }

  private static long squeeze(long bits) {
    long b = bits & 0x5555555555555555L;
    b = (b | b >>> 1) & 0x3333333333333333L;
    b = (b | b >>> 2) & 0x0f0f0f0f0f0f0f0fL;
    b = (b | b >>> 4) & 0x00ff00ff00ff00ffL;
    b = (b | b >>> 8) & 0x0000ffff0000ffffL;
    return (b | b >>> 16) & 0xffffffffL;
  }

  /**
   * The eleven characters that others call a geohash (G. Niemeyer, 2008). It divides latitudes from
   * -90 to 90, and has bits for ten of the characters only: the last is always 0.
   */
  public static String text(double score) {
    long x = x(longitude(score), MAX_STEP);
    long bits = interleave(x, cell(latitude(score), -90, 90, MAX_STEP));
    StringBuilder text = new StringBuilder(11);
    for (int shift = 47; shift >= 2; shift -= 5) {
      text.append(ALPHABET.charAt((int) (bits >>> shift) & 31));
    }
    return text.append('0').toString();
  }

  /** The distance of two positions on a sphere, in metres, by the haversine formula. */
  public static double distance(double lon1, double lat1, double lon2, double lat2) {
    double v = Math.sin((lon2 * RADIANS - lon1 * RADIANS) / 2);
    if (v == 0) {
      return latitudeDistance(lat1, lat2);
    }
    double lat1r = lat1 * RADIANS;
    double lat2r = lat2 * RADIANS;
    double u = Math.sin((lat2r - lat1r) / 2);
    double a = u * u + Math.cos(lat1r) * Math.cos(lat2r) * v * v;
    return 2.0 * EARTH_RADIUS * Math.asin(Math.sqrt(a));
  }

  /** The distance of two latitudes, in metres. */
  static double latitudeDistance(double lat1, double lat2) {
    return EARTH_RADIUS * Math.abs(lat2 * RADIANS - lat1 * RADIANS);
  }

  /** So many metres on a great circle, in degrees. */
  static double degrees(double metres) {
    return metres / EARTH_RADIUS / RADIANS;
  }

  /** So many metres along a circle of latitude, in degrees. */
  static double degreesAt(double latitude, double metres) {
    return metres / EARTH_RADIUS / Math.cos(latitude * RADIANS) / RADIANS;
  }
}
