package io.miniredis.server.command.geo;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.GeoHash;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleConsumer;

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
    String digits =
        new BigDecimal(Math.abs(value)).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
    return Math.copySign(1, value) < 0 ? "-" + digits : digits;
  }

  /**
   * Replies with an array of what {@code tell} writes for each of the members at argument 2 and
   * those that follow: of its score, or NaN if it is absent.
   */
  static void ofMembers(Call call, DoubleConsumer tell) {
    SortedSetValue set = call.find(1, SortedSetValue.TYPE);
    call.reply().array(call.argc() - 2);
    for (int i = 2; i < call.argc(); i++) {
      tell.accept(set == null ? Double.NaN : set.score(call.arg(i)));
    }
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
