package io.miniredis.server.command.geo;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.value.GeoHash;
import io.miniredis.server.value.GeoShape;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetValue;
import org.jspecify.annotations.Nullable;

/**
 * What a search for positions asks for: GEOSEARCH, GEORADIUS and their relatives.
 *
 * <p>Checked in this order: the type; what the command has before its options (position or member,
 * then radius and unit); each option as it comes; WITH options beside a store; that there is a
 * centre and a shape; ANY without COUNT. Where the key is absent, members are not looked for, and
 * GEORADIUSBYMEMBER does not look at its radius.
 */
final class GeoQuery {
  /** The forms of the command. */
  enum Form {
    AROUND_POSITION,
    AROUND_MEMBER,
    SEARCH
  }

  private static final CommandError NO_MEMBER =
      CommandError.of("ERR could not decode requested zset member");
  private static final CommandError RADIUS = CommandError.of("ERR need numeric radius");
  private static final CommandError WIDTH = CommandError.of("ERR need numeric width");
  private static final CommandError HEIGHT = CommandError.of("ERR need numeric height");
  private static final CommandError NEGATIVE_RADIUS =
      CommandError.of("ERR radius cannot be negative");
  private static final CommandError NEGATIVE_BOX =
      CommandError.of("ERR height or width cannot be negative");
  private static final CommandError COUNT = CommandError.of("ERR COUNT must be > 0");
  private static final CommandError ANY_ALONE =
      CommandError.of("ERR the ANY argument requires COUNT argument");

  private final Call call;
  private final boolean mayStore;
  private final boolean search;
  final @Nullable SortedSetValue set;

  private double longitude;
  private double latitude;
  private boolean fromMember;
  private boolean fromPosition;
  private boolean byRadius;
  private boolean byBox;
  private double width; // in units; of a circle the radius
  private double height;

  double unit = 1; // in metres
  boolean withDistance;
  boolean withHash;
  boolean withPosition;
  boolean any;
  long count;
  int order; // 1 nearest first, -1 farthest first, 0 as they are found
  int storeKey; // the argument, or 0
  boolean storeDistance;

  /**
   * Parses a command.
   *
   * @param source the argument that names the key to search in
   * @param storeKey the argument of GEOSEARCHSTORE's destination, or 0
   * @param mayStore whether there are options to store what is found
   */
  GeoQuery(Call call, Form form, int source, int storeKey, boolean mayStore) {
    this.call = call;
    this.mayStore = mayStore;
    this.storeKey = storeKey;
    search = form == Form.SEARCH;
    set = call.find(source, SortedSetValue.TYPE);
    int options = source + 1;
    if (form == Form.AROUND_POSITION) {
      position(2);
      radius(4);
      options = 6;
    } else if (form == Form.AROUND_MEMBER) {
      if (set != null) {
        member(set, 2);
        radius(3);
      }
      options = 5;
    }
    for (int i = options; i < call.argc(); ) {
      i += 1 + option(i, call.argc() - i - 1);
    }
    check();
  }

  /** Reads an option; returns how many arguments it has. */
  private int option(int i, int more) {
    Slice word = call.arg(i);
    if (word.is("WITHDIST")) {
      withDistance = true;
    } else if (word.is("WITHHASH")) {
      withHash = true;
    } else if (word.is("WITHCOORD")) {
      withPosition = true;
    } else if (word.is("ANY")) {
      any = true;
    } else if (word.is("ASC")) {
      order = 1;
    } else if (word.is("DESC")) {
      order = -1;
    } else if (word.is("COUNT") && more >= 1) {
      count = call.longArg(i + 1);
      if (count <= 0) {
        throw COUNT;
      }
      return 1;
    } else {
      return search ? searchOption(word, i, more) : storeOption(word, i, more);
    }
    return 0;
  }

  /** STORE and STOREDIST, of which each may stand once: more keys would not be known beforehand. */
  private int storeOption(Slice word, int i, int more) {
    boolean distance = word.is("STOREDIST");
    boolean known = mayStore && more >= 1 && (distance || word.is("STORE"));
    if (!known || (storeKey != 0 && storeDistance == distance)) {
      throw CommandError.SYNTAX;
    }
    storeKey = i + 1;
    storeDistance = distance;
    return 1;
  }

  private int searchOption(Slice word, int i, int more) {
    if (word.is("FROMMEMBER") && more >= 1 && !fromPosition) {
      if (set != null) {
        member(set, i + 1);
      }
      fromMember = true;
      return 1;
    }
    if (word.is("FROMLONLAT") && more >= 2 && !fromMember) {
      position(i + 1);
      fromPosition = true;
      return 2;
    }
    if (word.is("BYRADIUS") && more >= 2 && !byBox) {
      radius(i + 1);
      return 2;
    }
    if (word.is("BYBOX") && more >= 3 && !byRadius) {
      box(i + 1);
      return 3;
    }
    if (mayStore && word.is("STOREDIST")) {
      storeDistance = true;
      return 0;
    }
    throw CommandError.SYNTAX;
  }

  private void position(int arg) {
    Places.check(call, arg);
    longitude = call.doubleArg(arg);
    latitude = call.doubleArg(arg + 1);
  }

  private void member(SortedSetValue in, int arg) {
    double score = in.score(call.arg(arg));
    if (Double.isNaN(score)) {
      throw NO_MEMBER;
    }
    longitude = GeoHash.longitude(score);
    latitude = GeoHash.latitude(score);
  }

  private void radius(int arg) {
    width = call.doubleArg(arg, RADIUS);
    if (width < 0) {
      throw NEGATIVE_RADIUS;
    }
    unit = Places.unit(call, arg + 1);
    byRadius = true;
  }

  private void box(int arg) {
    width = call.doubleArg(arg, WIDTH);
    height = call.doubleArg(arg + 1, HEIGHT);
    if (width < 0 || height < 0) {
      throw NEGATIVE_BOX;
    }
    unit = Places.unit(call, arg + 2);
    byBox = true;
  }

  private void check() {
    if (storeKey != 0 && (withDistance || withHash || withPosition)) {
      throw CommandError.of(
          "ERR "
              + (search ? "GEOSEARCHSTORE" : "STORE option in GEORADIUS")
              + " is not compatible with WITHDIST, WITHHASH and WITHCOORD options");
    }
    if (search && !fromMember && !fromPosition) {
      throw CommandError.of(
          "ERR exactly one of FROMMEMBER or FROMLONLAT can be specified for " + call.arg(0));
    }
    if (search && !byRadius && !byBox) {
      throw CommandError.of(
          "ERR exactly one of BYRADIUS and BYBOX can be specified for " + call.arg(0));
    }
    if (any && count == 0) {
      throw ANY_ALONE;
    }
    if (count > 0 && order == 0 && !any) {
      order = 1;
    }
  }

  /** The shape to search. */
  GeoShape shape() {
    return byBox
        ? GeoShape.box(longitude, latitude, width * unit, height * unit)
        : GeoShape.circle(longitude, latitude, width * unit);
  }
}
