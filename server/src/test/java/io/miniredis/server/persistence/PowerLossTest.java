package io.miniredis.server.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.engine.LocalEngine;
import io.miniredis.server.persistence.aof.AppendOnly;
import io.miniredis.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The power goes at any moment, also in the middle of a rewrite: what is left is all that was there
 * at some moment, and not before the last acknowledgement.
 */
class PowerLossTest {
  private static final Path DIRECTORY = Path.of("data");
  private static final int COMMANDS = Integer.getInteger("powerloss.commands", 600);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final CrashingDisk disk = new CrashingDisk();
  private final LocalEngine local = new LocalEngine();
  private final LocalEngine.Client client = local.client();
  private final List<String> digests = new ArrayList<>(); // after so many commands
  private final ConcurrentLinkedQueue<Image> images = new ConcurrentLinkedQueue<>();
  private volatile int acknowledged; // this and fewer commands must not be lost
  private volatile int sent;

  /** What is left if the power goes after some command. */
  private record Image(CrashingDisk disk, int atLeast, int atMost) {}

  private static AppendOnly appendOnly(LocalEngine engine, CrashingDisk on) {
    SnapshotBases bases =
        new SnapshotBases(engine.engine, Functions.NONE, snapshot -> {}, outcome -> {});
    return new AppendOnly(engine.engine, on, bases, new NoOwner(), DIRECTORY);
  }

  private static final class NoOwner implements AppendOnly.Owner {
    @Override
    public boolean isSaving() {
      return false;
    }

    @Override
    public void failed(IOException e, boolean always) {}
  }

  private void maybeTakeImage() {
    if (random.nextInt(4) == 0) {
      int atLeast = acknowledged;
      CrashingDisk image = disk.image(random);
      images.add(new Image(image, atLeast, sent + 1));
    }
  }

  private void command() {
    sent++;
    String key = "k" + random.nextInt(20);
    switch (random.nextInt(8)) {
      case 0 -> client.send("DEL " + key);
      case 1 -> client.send("SET " + key + " " + "v".repeat(random.nextInt(300)));
      case 2 -> client.send("EVAL redis.call('incr','a')redis.call('incr','b') 0");
      case 3 -> client.send("RPUSH l" + key + " a b c");
      case 4 -> client.send("SPOP s" + key);
      case 5 -> client.send("SADD s" + key + " " + random.nextInt(50));
      case 6 -> {
        client.send("MULTI");
        client.send("INCR a");
        client.send("INCR b");
        client.send("EXEC");
      }
      default -> client.send("PEXPIRE " + key + " " + (100_000_000 + random.nextInt(3000)));
    }
    digests.add(digest(client));
  }

  private static String digest(LocalEngine.Client client) {
    String digest = client.send("DEBUG DIGEST");
    assertThat(digest).matches("\\+[0-9a-f]{40}");
    return digest;
  }

  private void settle() {
    int upTo = sent;
    TestServer.await("it is on the disk", local.engine.durability()::isSettled);
    acknowledged = upTo;
  }

  @Test
  void withAlwaysNothingIsLostThatWasAcknowledged() throws Exception {
    System.out.println("seed " + seed);
    client.send("CONFIG SET appendfsync always");
    digests.add(digest(client));
    AppendOnly aof = appendOnly(local, disk);
    aof.startAnew();
    disk.hook(this::maybeTakeImage);
    for (int i = 0; i < COMMANDS; i++) {
      command();
      maybeTakeImage(); // however seldom the disk is used
      maybeTakeImage();
      if (random.nextInt(3) > 0) {
        settle();
      }
      if (random.nextInt(40) == 0) {
        aof.rewrite();
      }
      local.advance(Duration.ofMillis(random.nextInt(20)));
    }
    aof.end();
    disk.hook(() -> {});
    checkImages();
    local.close();
  }

  private void checkImages() throws IOException {
    int torn = 0;
    for (Image image : images) {
      LocalEngine left = new LocalEngine();
      AppendOnly aof = appendOnly(left, image.disk);
      aof.load();
      String digest = digest(left.client());
      int to = Math.min(image.atMost + 1, digests.size());
      assertThat(digests.subList(image.atLeast, to)).contains(digest);
      torn += digest.equals(digests.get(to - 1)) ? 0 : 1;
      left.close();
    }
    System.out.printf(
        "power loss: %d images of %d commands, %d of them without the last; acknowledged and lost:"
            + " 0%n",
        images.size(), sent, torn);
    assertThat(images).hasSizeGreaterThan(COMMANDS / 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"everysec", "no"})
  void withoutAlwaysWhatIsLeftIsStillOfOneMoment(String policy) throws Exception {
    System.out.println("seed " + seed);
    client.send("CONFIG SET appendfsync " + policy);
    digests.add(digest(client));
    AppendOnly aof = appendOnly(local, disk);
    aof.startAnew();
    disk.hook(this::maybeTakeImage);
    for (int i = 0; i < COMMANDS; i++) {
      command();
      maybeTakeImage(); // however seldom the disk is used
      maybeTakeImage();
      if (random.nextInt(40) == 0) {
        aof.rewrite();
      }
      local.advance(Duration.ofMillis(random.nextInt(200)));
      aof.tick();
    }
    aof.end();
    disk.hook(() -> {});
    checkImages();
    local.close();
  }
}
