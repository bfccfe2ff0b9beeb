package io.miniredis.server.command.geo;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.GeoHash;
import io.miniredis.server.value.Slice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Positions, distances and units among arguments and in replies. */
final class Places {
  private static final CommandError UNIT =
      CommandError.of("ERR unsupported unit provided. please use M, KM, FT, MI");
  private static final int COORDINATE_DIGITS = 17;
  private static final double DISTANCE_FRACTION = 1e4;

  private Places() {}

  /**
   * Refuses arguments that are no position.
   *
   * @param arg the longitude; the latitude follows
   */
  static void check(Call call, int arg) {
    double longitude = call.doubleArg(arg);
    double latitude = call.doubleArg(arg + 1);
    if (!GeoHash.isPosition(longitude, latitude)) {
      throw CommandError.of(
          "ERR invalid longitude,latitude pair "
              + sixDigits(longitude)
              + ","
              + sixDigits(latitude));
    }
  }

  private static String sixDigits(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** How many metres the unit of an argument has. */
  static double unit(Call call, int arg) {
    Slice word = call.arg(arg);
    if (word.is("M")) {
      return 1;
    }
    if (word.is("KM")) {
      return 1000;
    }
    if (word.is("FT")) {
      return 0.3048;
    }
    if (word.is("MI")) {
      return 1609.34;
    }
    throw UNIT;
  }

  /** Writes a distance with four decimals. */
  static void writeDistance(ReplyWriter reply, double distance) {
    long scaled = (long) Math.rint(distance * DISTANCE_FRACTION);
    String digits = Long.toString(scaled);
    StringBuilder text = new StringBuilder(digits);
    while (text.length() < 5) {
      text.insert(0, '0');
    }
    reply.bulk(text.insert(text.length() - 4, '.').toString());
  }

  /** Writes a position as an array of longitude and latitude. */
  static void writePosition(ReplyWriter reply, double longitude, double latitude) {
    reply.array(2);
    writeCoordinate(reply, longitude);
    writeCoordinate(reply, latitude);
  }

  private static void writeCoordinate(ReplyWriter reply, double value) {
    BigDecimal rounded = new BigDecimal(value).setScale(COORDINATE_DIGITS, RoundingMode.HALF_EVEN);
    String text = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    if (reply.protocol() == 2) {
      reply.bulk(text);
    } else {
      byte[] line = ("," + text + "\r\n").getBytes(StandardCharsets.US_ASCII);
      reply.raw(line, 0, line.length);
    }
  }
}
