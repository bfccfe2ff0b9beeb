package io.miniredis.server.config;

import java.util.List;

/** Rows of {@link Settings}: sockets, clients and what they may send and leave unread. */
interface NetworkSettings {
  SettingTable NETWORK = new SettingTable(Group.NETWORK);

  Setting<Integer> PORT =
      NETWORK
          .integer("port", 6379, 0, 65535)
          .effective()
          .doc("TCP port to listen on; 0 listens on none");

  Setting<List<String>> BIND =
      NETWORK
          .row("bind", new WordsKind("addresses", Rules::addresses), List.of("127.0.0.1", "-::1"))
          .effective()
          .doc("addresses to listen on; * and ::* are all, a minus before one lets it be missing");

  Setting<Boolean> PROTECTED_MODE =
      NETWORK
          .bool("protected-mode", true)
          .effective()
          .doc("refuse other machines while the default user has no password");

  Setting<String> BIND_SOURCE_ADDR =
      NETWORK.text("bind-source-addr", "").doc("local address for outgoing connections");

  Setting<Integer> TCP_BACKLOG =
      NETWORK
          .count("tcp-backlog", 511)
          .atStart()
          .effective()
          .doc("connections that may wait to be accepted");

  Setting<Integer> TCP_KEEPALIVE =
      NETWORK
          .count("tcp-keepalive", 300)
          .effective()
          .doc("seconds between TCP keep-alive probes; 0 sends none");

  Setting<String> UNIXSOCKET =
      NETWORK.text("unixsocket", "").atStart().doc("path of a Unix socket to listen on");

  Setting<Integer> UNIXSOCKETPERM =
      NETWORK
          .row("unixsocketperm", new OctalKind(), 0)
          .atStart()
          .doc("permissions of the Unix socket; 0 leaves them to the system");

  Setting<Long> SOCKET_MARK_ID =
      NETWORK
          .row("socket-mark-id", new LongKind(0, 0xFFFF_FFFFL), 0L)
          .atStart()
          .doc("mark that the system's packet filter sees on our sockets");

  Setting<Transport> TRANSPORT =
      NETWORK
          .row("transport", new EnumKind<>(Transport.class, '_'), Transport.AUTO)
          .atStart()
          .effective()
          .doc(
              "how sockets are waited for; auto takes epoll where it loads, else nio;"
                  + " io_uring is experimental");

  Setting<Integer> TIMEOUT =
      NETWORK
          .count("timeout", 0)
          .effective()
          .doc("seconds after which an idle client is disconnected; 0 is never");

  Setting<Long> MAXCLIENTS =
      NETWORK
          .row("maxclients", new LongKind(1, 0xFFFF_FFFFL), 10_000L)
          .effective()
          .doc("clients connected at a time");

  Setting<Integer> MAX_NEW_CONNECTIONS_PER_CYCLE =
      NETWORK
          .integer("max-new-connections-per-cycle", 10, 1, 1000)
          .doc("connections accepted in one turn of an event loop");

  Setting<Integer> MAX_NEW_TLS_CONNECTIONS_PER_CYCLE =
      NETWORK
          .integer("max-new-tls-connections-per-cycle", 1, 1, 1000)
          .doc("TLS connections accepted in one turn of an event loop");

  Setting<Long> CLIENT_QUERY_BUFFER_LIMIT =
      NETWORK
          .memory("client-query-buffer-limit", 1L << 30, 1 << 20)
          .effective()
          .doc("bytes of unfinished commands a client may have before it is disconnected");

  Setting<OutputBufferLimits> CLIENT_OUTPUT_BUFFER_LIMIT =
      NETWORK
          .row("client-output-buffer-limit", new OutputBufferKind(), OutputBufferLimits.DEFAULT)
          .effective()
          .doc("bytes a client of each class may leave unread before it is disconnected");

  Setting<Long> PROTO_MAX_BULK_LEN =
      NETWORK
          .memory("proto-max-bulk-len", 512L << 20, 1 << 20)
          .effective()
          .doc("bytes of the longest argument, and of the longest string");

  Setting<Long> TRACKING_TABLE_MAX_KEYS =
      NETWORK
          .number("tracking-table-max-keys", 1_000_000, 0)
          .effective()
          .doc("keys remembered for client-side caching; 0 is no limit");

  Setting<Integer> IO_THREADS =
      NETWORK
          .integer("io-threads", 0, 0, 128)
          .atStart()
          .effective()
          .doc("event loops that serve clients; 0 is one a core");

  Setting<Boolean> IO_THREADS_DO_READS =
      NETWORK
          .bool("io-threads-do-reads", false)
          .atStart()
          .doc("threads of real Redis read too; our event loops always do");
}
