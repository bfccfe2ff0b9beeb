package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.protocol.CommandDecoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of what is told of changes; each ends with doing all of it again. */
abstract class ChangeLogTesting {
  final LocalEngine local = new LocalEngine();
  final LocalEngine.Client client = local.client();
  final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private long appended;

  @BeforeEach
  void follow() {
    local.engine.follow(
        new ChangeLog.Follower() {
          @Override
          public void append(byte[] bytes, int length) {
            log.write(bytes, 0, length);
          }

          @Override
          public void appended(long bytes) {
            appended += bytes;
          }
        });
  }

  @AfterEach
  void endsAsItDoesAgain() throws Exception {
    assertThat(appended).isEqualTo(log.size());
    String digest = client.send("DEBUG DIGEST");
    assertThat(digest).matches("\\+[0-9a-f]{40}");
    LocalEngine again = new LocalEngine();
    replay(again, log.toByteArray()); // before anything of it has happened
    again.clock.advance(Duration.ofMillis(local.clock.millis() - again.clock.millis()));
    assertThat(again.client().send("DEBUG DIGEST")).as(commands().toString()).isEqualTo(digest);
    local.close();
    again.close();
  }

  static void replay(LocalEngine into, byte[] bytes) throws Exception {
    Replay replay = new Replay(into.engine);
    CommandDecoder decoder = new CommandDecoder();
    List<String> errors = new ArrayList<>();
    int at = 0;
    while (at < bytes.length && decoder.decode(bytes, at, bytes.length)) {
      int n = decoder.argc();
      int[] offsets = new int[n];
      int[] lengths = new int[n];
      for (int i = 0; i < n; i++) {
        offsets[i] = decoder.offset(i);
        lengths[i] = decoder.length(i);
      }
      String name = new String(bytes, offsets[0], lengths[0], StandardCharsets.UTF_8);
      if (!name.equals("MULTI") && !name.equals("EXEC")) {
        replay.alone(
            () -> {
              String error = replay.run(bytes, offsets, lengths, n);
              if (error != null) {
                errors.add(name + ": " + error);
              }
              return null;
            });
      }
      at = decoder.end();
    }
    assertThat(at).isEqualTo(bytes.length);
    assertThat(errors).isEmpty();
  }

  /** What was told until now, a command a line. */
  List<String> commands() throws Exception {
    byte[] bytes = log.toByteArray();
    CommandDecoder decoder = new CommandDecoder();
    List<String> commands = new ArrayList<>();
    int at = 0;
    while (at < bytes.length && decoder.decode(bytes, at, bytes.length)) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < decoder.argc(); i++) {
        line.append(i == 0 ? "" : " ");
        line.append(
            new String(bytes, decoder.offset(i), decoder.length(i), StandardCharsets.UTF_8));
      }
      commands.add(line.toString());
      at = decoder.end();
    }
    return commands;
  }

  /** What is told of commands, behind what is told of others before. */
  List<String> told(String... sent) throws Exception {
    int before = commands().size();
    for (String command : sent) {
      assertThat(client.send(command)).as(command).doesNotStartWith("-");
    }
    return commands().subList(before, commands().size());
  }
}
