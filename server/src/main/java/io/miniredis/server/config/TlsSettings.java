package io.miniredis.server.config;

/** Rows of {@link Settings}: encrypted connections. */
interface TlsSettings {
  SettingTable TLS = new SettingTable(Group.TLS);

  Setting<Integer> TLS_PORT =
      TLS.integer("tls-port", 0, 0, 65535).doc("TCP port for TLS; 0 listens on none");

  Setting<String> TLS_CERT_FILE =
      TLS.text("tls-cert-file", "").doc("file with the server's certificate");

  Setting<String> TLS_KEY_FILE = TLS.text("tls-key-file", "").doc("file with its private key");

  Setting<String> TLS_KEY_FILE_PASS =
      TLS.text("tls-key-file-pass", "").secret().doc("password of the private key");

  Setting<String> TLS_CLIENT_CERT_FILE =
      TLS.text("tls-client-cert-file", "").doc("certificate for outgoing connections");

  Setting<String> TLS_CLIENT_KEY_FILE =
      TLS.text("tls-client-key-file", "").doc("private key for outgoing connections");

  Setting<String> TLS_CLIENT_KEY_FILE_PASS =
      TLS.text("tls-client-key-file-pass", "").secret().doc("password of that private key");

  Setting<String> TLS_DH_PARAMS_FILE =
      TLS.text("tls-dh-params-file", "").doc("parameters for Diffie-Hellman");

  Setting<String> TLS_CA_CERT_FILE =
      TLS.text("tls-ca-cert-file", "").doc("certificates that are trusted");

  Setting<String> TLS_CA_CERT_DIR =
      TLS.text("tls-ca-cert-dir", "").doc("directory of certificates that are trusted");

  Setting<String> TLS_AUTH_CLIENTS =
      TLS.choice("tls-auth-clients", "yes", "no", "yes", "optional")
          .doc("whether clients must show a certificate");

  Setting<Boolean> TLS_REPLICATION = TLS.bool("tls-replication", false).doc("replicate over TLS");

  Setting<Boolean> TLS_CLUSTER = TLS.bool("tls-cluster", false).doc("use TLS between nodes");

  Setting<String> TLS_PROTOCOLS =
      TLS.text("tls-protocols", "").doc("versions of TLS that are allowed; empty is the default");

  Setting<String> TLS_CIPHERS = TLS.text("tls-ciphers", "").doc("ciphers up to TLS 1.2");

  Setting<String> TLS_CIPHERSUITES =
      TLS.text("tls-ciphersuites", "").doc("cipher suites of TLS 1.3");

  Setting<Boolean> TLS_PREFER_SERVER_CIPHERS =
      TLS.bool("tls-prefer-server-ciphers", false).doc("the server's order of ciphers decides");

  Setting<Boolean> TLS_SESSION_CACHING =
      TLS.bool("tls-session-caching", true).doc("let clients resume their sessions");

  Setting<Integer> TLS_SESSION_CACHE_SIZE =
      TLS.count("tls-session-cache-size", 20480).doc("sessions remembered; 0 is no limit");

  Setting<Integer> TLS_SESSION_CACHE_TIMEOUT =
      TLS.count("tls-session-cache-timeout", 300).doc("seconds that a session is remembered");
}
