package io.miniredis.server.command.geo;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.command.Outcome;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.GeoHash;
import io.miniredis.server.value.GeoShape;
import io.miniredis.server.value.ScoreRange;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetBuilder;
import io.miniredis.server.value.SortedSetCursor;
import io.miniredis.server.value.SortedSetValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs a {@link GeoQuery} and replies with what it finds, or stores that. */
final class GeoSearching {
  private static final Comparator<FoundPlace> NEAREST =
      Comparator.comparingDouble(FoundPlace::distance);

  private GeoSearching() {}

  /**
   * Runs it.
   *
   * @param event what is announced where the outcome is stored
   */
  static void run(Call call, GeoQuery query, Event event) {
    SortedSetValue set = query.set;
    List<FoundPlace> places = set == null ? List.of() : find(set, query);
    if (query.storeKey != 0) {
      store(call, query, places, event);
    } else {
      reply(call.reply(), query, places);
    }
  }

  private static List<FoundPlace> find(SortedSetValue set, GeoQuery query) {
    GeoShape shape = query.shape();
    long enough = query.any ? query.count : Long.MAX_VALUE;
    List<FoundPlace> places = new ArrayList<>();
    for (ScoreRange range : shape.ranges()) {
      SortedSetCursor c = set.scores(range, false);
      while (places.size() < enough && c.next()) {
        double longitude = GeoHash.longitude(c.score());
        double latitude = GeoHash.latitude(c.score());
        double distance = shape.distance(longitude, latitude);
        if (!Double.isNaN(distance)) {
          byte[] member = c.member().toBytes();
          places.add(new FoundPlace(member, c.score(), distance, longitude, latitude));
        }
      }
    }
    if (query.order != 0) {
      places.sort(query.order > 0 ? NEAREST : NEAREST.reversed());
    }
    boolean tooMany = query.count != 0 && places.size() > query.count;
    return tooMany ? places.subList(0, (int) query.count) : places;
  }

  private static void reply(ReplyWriter reply, GeoQuery query, List<FoundPlace> places) {
    int extras =
        (query.withDistance ? 1 : 0) + (query.withHash ? 1 : 0) + (query.withPosition ? 1 : 0);
    reply.array(places.size());
    for (FoundPlace place : places) {
      if (extras > 0) {
        reply.array(1 + extras);
      }
      reply.bulk(place.member());
      if (query.withDistance) {
        Places.writeDistance(reply, place.distance() / query.unit);
      }
      if (query.withHash) {
        reply.integer((long) place.score());
      }
      if (query.withPosition) {
        Places.writePosition(reply, place.longitude(), place.latitude());
      }
    }
  }

  private static void store(Call call, GeoQuery query, List<FoundPlace> places, Event event) {
    int key = query.storeKey;
    if (!places.isEmpty()) {
      SortedSetBuilder builder = new SortedSetBuilder();
      for (FoundPlace place : places) {
        double score = query.storeDistance ? place.distance() / query.unit : place.score();
        builder.merge(Slice.of(place.member()), score, (old, now) -> now);
      }
      call.put(key, builder.build(call.engine().limits()));
      call.changed(key, event);
    } else if (call.delete(key)) {
      call.changed(key, Event.DEL);
    }
    Outcome.ofSortedSet(call, key);
    call.reply().integer(places.size());
  }
}
