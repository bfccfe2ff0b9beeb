package io.miniredis.server.command.server;

import io.miniredis.server.config.Settings;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.Engine;
import io.miniredis.server.engine.Session;
import io.miniredis.server.engine.Transaction;

/** INFO clients: who is connected. */
final class InfoClients {
  private InfoClients() {}

  static void write(InfoText text, Call call) {
    Engine engine = call.engine();
    long input = 0;
    long output = 0;
    long watching = 0;
    for (Session session : engine.sessions().all()) {
      Transaction transaction = session.transactionIfAny();
      watching += transaction != null && transaction.watching() > 0 ? 1 : 0;
      input = Math.max(input, session.link().inputCapacity());
      output = Math.max(output, session.link().outputBytes());
    }
    text.section("Clients")
        .put("connected_clients", engine.sessions().count())
        .put("cluster_connections", 0)
        .put("maxclients", engine.config().number(Settings.MAXCLIENTS))
        .put("client_recent_max_input_buffer", input)
        .put("client_recent_max_output_buffer", output)
        .put("blocked_clients", engine.blocking().waiting() + engine.pausing().held())
        .put("tracking_clients", engine.tracking().clients())
        .put("pubsub_clients", engine.pubsub().subscribers())
        .put("watching_clients", watching)
        .put("clients_in_timeout_table", engine.blocking().limited())
        .put("total_watched_keys", engine.watching().keys())
        .put("total_blocking_keys", engine.blocking().keys())
        .put("total_blocking_keys_on_nokey", engine.blocking().mindedKeys());
  }
}
