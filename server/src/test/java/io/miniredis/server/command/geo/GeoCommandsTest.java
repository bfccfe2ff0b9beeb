package io.miniredis.server.command.geo;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GeoCommandsTest {
  @RegisterExtension final TestServer server = new TestServer();
  private TestClient client;

  @BeforeEach
  void connect() {
    client = server.client();
    check(":2", "GEOADD g 13.361389 38.115556 Palermo 15.087269 37.502669 Catania");
  }

  @Test
  void positionsAreScores() {
    check("3479099956230698", "ZSCORE g Palermo");
    check("166274.1516", "GEODIST g Palermo Catania");
    check("103.3182", "GEODIST g Palermo Catania mi");
    check("[sqc8b49rny0 nil]", "GEOHASH g Palermo nope");
    check("[[13.36138933897018433 38.11555639549629859]]", "GEOPOS g Palermo");
  }

  @Test
  void findsTheNearestFirst() {
    check("[Catania Palermo]", "GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 200 km ASC");
    check("[Catania]", "GEOSEARCH g FROMLONLAT 15 37 BYRADIUS 200 km COUNT 1");
    check(
        "[[Palermo 190.4424] [Catania 56.4413]]",
        "GEOSEARCH g FROMLONLAT 15 37 BYBOX 400 400 km DESC WITHDIST");
  }

  @Test
  void storesWhatItFinds() {
    check(":2", "GEOSEARCHSTORE d g FROMLONLAT 15 37 BYRADIUS 200 km");
    check("3479099956230698", "ZSCORE d Palermo");
    check(":1", "GEORADIUS g 15 37 100 km STORE d");
    check("[Catania]", "ZRANGE d 0 -1");
    check(":0", "GEORADIUSBYMEMBER nope x 1 km STOREDIST d");
    check(":0", "EXISTS d");
  }

  @Test
  void storesUnderOneKeyOfEachKind() {
    check(":2", "GEORADIUS g 15 37 200 km STORE a STOREDIST b");
    check("[Catania Palermo]", "ZRANGE b 0 -1");
    check("-ERR syntax error", "GEORADIUS g 15 37 200 km STORE a STORE b");
    check("-ERR syntax error", "GEORADIUS_RO g 15 37 200 km STORE a");
  }

  @Test
  void checksTheTypeThenTheCentreThenTheOptions() {
    check(":1", "RPUSH l a");
    check(
        "-WRONGTYPE Operation against a key holding the wrong kind of value",
        "GEORADIUS l 999 0 x yd");
    check("-ERR invalid longitude,latitude pair 999.000000,0.000000", "GEORADIUS g 999 0 x yd");
    check("-ERR need numeric radius", "GEORADIUS g 9 0 x yd");
    check(
        "-ERR unsupported unit provided. please use M, KM, FT, MI",
        "GEOSEARCH g FROMMEMBER Palermo BYRADIUS 1 yd HELLO");
    check("-ERR syntax error", "GEOSEARCH g FROMMEMBER Palermo HELLO x ASC");
  }

  private void check(String reply, String command) {
    assertThat(client.send(command.split(" "))).as(command).isEqualTo(reply);
  }
}
