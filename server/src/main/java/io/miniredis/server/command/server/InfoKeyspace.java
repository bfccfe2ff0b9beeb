package io.miniredis.server.command.server;

import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Databases;

/** INFO keyspace: how many keys each database holds; those that are empty are left out. */
final class InfoKeyspace {
  private InfoKeyspace() {}

  static void write(InfoText text, Call call) {
    Databases databases = call.databases();
    text.section("Keyspace");
    for (int db = 0; db < databases.count(); db++) {
      long keys = databases.size(db);
      if (keys > 0) {
        text.put(
            "db" + db,
            "keys="
                + keys
                + ",expires="
                + databases.expiring(db)
                + ",avg_ttl="
                + databases.meanTimeToLive(db, call.now())
                + ",subexpiry="
                + databases.elementsExpiring(db));
      }
    }
  }
}
