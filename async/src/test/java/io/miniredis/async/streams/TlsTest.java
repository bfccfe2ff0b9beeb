package io.miniredis.async.streams;

import static io.miniredis.async.Async.waitFor;
import static io.miniredis.async.streams.Streams.openConnection;
import static io.miniredis.async.streams.Streams.startServer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.async.Async;
import io.miniredis.async.AsyncRunnable;
import io.miniredis.async.Coroutine;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String HERE = "127.0.0.1";
  private static final char[] PASSWORD = "password".toCharArray();

  /** Has the key and trusts it: for both sides. */
  private static SSLContext context;

  private static SSLContext trustsNobody;

  @BeforeAll
  static void makeCertificate(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-dname",
                "CN=streams.test",
                "-ext",
                "san=dns:streams.test",
                "-storetype",
                "PKCS12",
                "-storepass",
                "password",
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    keytool.getOutputStream().close();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("test", keys.getCertificate("test"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    trustsNobody = SSLContext.getInstance("TLS");
    trustsNobody.init(null, null, null);
  }

  private static void run(AsyncRunnable body) {
    Async.run(() -> waitFor(Coroutine.of(body), Duration.ofSeconds(20)));
  }

  private static StreamOptions tls() {
    return StreamOptions.defaults().tls(context).serverHostname("streams.test");
  }

  private static void echo(StreamReader reader, StreamWriter writer) throws IOException {
    try (writer) {
      for (byte[] line = reader.readLine(); line.length > 0; line = reader.readLine()) {
        writer.write(line);
        writer.drain();
      }
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void bytesPassBothWaysAndTheCertificateIsKnown() {
    run(
        () -> {
          Server server = startServer(TlsTest::echo, HERE, 0, tls());
          Connection client = openConnection(HERE, server.port(), tls());
          client.writer().write("secret\n");
          client.writer().drain();
          assertThat(text(client.reader().readLine())).isEqualTo("secret\n");
          assertThat(client.writer().getExtraInfo("ssl_object")).isInstanceOf(SSLEngine.class);
          assertThat(client.writer().getExtraInfo("peercert").toString()).contains("streams.test");
          assertThat((String) client.writer().getExtraInfo("cipher")).startsWith("TLS_");
          assertThat(client.writer().getExtraInfo("nothing")).isNull();
          client.close();
          client.writer().waitClosed();
          server.close();
          server.waitClosed();
        });
  }

  @Test
  void megabytesPassWhole() {
    run(
        () -> {
          byte[] data = new byte[3_000_000];
          Arrays.fill(data, (byte) 'x');
          Server server =
              startServer(
                  (reader, writer) -> {
                    try (writer) {
                      writer.write(reader.readExactly(data.length));
                      writer.drain();
                    }
                  },
                  HERE,
                  0,
                  tls());
          Connection client = openConnection(HERE, server.port(), tls());
          client.writer().write(data);
          assertThat(client.reader().read()).isEqualTo(data);
        });
  }

  @Test
  void thereIsNoHalfOfATlsConnection() {
    run(
        () -> {
          Server server = startServer(TlsTest::echo, HERE, 0, tls());
          Connection client = openConnection(HERE, server.port(), tls());
          assertThat(client.writer().canWriteEof()).isFalse();
          assertThatThrownBy(() -> client.writer().writeEof())
              .isInstanceOf(UnsupportedOperationException.class);
        });
  }

  @Test
  void aServerOfAnotherNameIsNotTrusted() {
    run(
        () -> {
          Server server = startServer(TlsTest::echo, HERE, 0, tls());
          assertThatThrownBy(
                  () -> openConnection(HERE, server.port(), tls().serverHostname("other.test")))
              .isInstanceOf(SSLException.class);
          assertThatThrownBy(
                  () -> openConnection(HERE, server.port(), StreamOptions.defaults().tls(context)))
              .as("the host that was connected to is the name")
              .isInstanceOf(SSLException.class);
          openConnection(HERE, server.port(), tls().serverHostname("")).close();
        });
  }

  @Test
  void aServerThatIsNotTrustedIsNotConnectedTo() {
    run(
        () -> {
          Server server = startServer(TlsTest::echo, HERE, 0, tls());
          assertThatThrownBy(() -> openConnection(HERE, server.port(), tls().tls(trustsNobody)))
              .isInstanceOf(SSLException.class);
          server.close();
          server.waitClosed();
        });
  }

  @Test
  void aPeerThatDoesNotSpeakTlsIsClosedWithoutReachingTheHandler() {
    run(
        () -> {
          boolean[] reached = {false};
          Server server =
              startServer(
                  (reader, writer) -> {
                    reached[0] = true;
                  },
                  HERE,
                  0,
                  tls());
          int port = server.port();
          Async.toThread(
              () -> {
                try (Socket socket = new Socket(HERE, port)) {
                  socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes("US-ASCII"));
                  socket.getInputStream().readAllBytes();
                }
              });
          server.close();
          server.waitClosed();
          assertThat(reached[0]).isFalse();
        });
  }

  @Test
  void aHandshakeThatTakesTooLongEndsTheConnection() {
    run(
        () -> {
          Server server =
              startServer(TlsTest::echo, HERE, 0, tls().handshakeTimeout(Duration.ofMillis(50)));
          Connection silent = openConnection(HERE, server.port());
          assertThat(silent.reader().read()).isEmpty();
        });
  }

  @Test
  void startTlsGoesOnProtected() {
    run(
        () -> {
          Server server =
              startServer(
                  (reader, writer) -> {
                    try (writer) {
                      assertThat(text(reader.readLine())).isEqualTo("STARTTLS\n");
                      writer.write("OK\n");
                      writer.startTls(context, "");
                      writer.write(reader.readLine());
                      writer.drain();
                    }
                  },
                  HERE,
                  0);
          Connection client = openConnection(HERE, server.port());
          client.writer().write("STARTTLS\n");
          assertThat(text(client.reader().readLine())).isEqualTo("OK\n");
          client.writer().startTls(context, "streams.test");
          assertThat(client.writer().getExtraInfo("cipher")).isNotNull();
          client.writer().write("protected\n");
          assertThat(text(client.reader().readLine())).isEqualTo("protected\n");
        });
  }

  @Test
  void startTlsRefusesWhatWasSentUnprotectedBefore() {
    run(
        () -> {
          Server server = startServer((reader, writer) -> writer.write("OK\ninjected\n"), HERE, 0);
          Connection client = openConnection(HERE, server.port());
          client.reader().readLine();
          assertThatThrownBy(() -> client.writer().startTls(context, "streams.test"))
              .isInstanceOf(SSLException.class)
              .hasMessageContaining("9 bytes came in before TLS began");
        });
  }
}
