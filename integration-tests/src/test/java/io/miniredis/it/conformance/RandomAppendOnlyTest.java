package io.miniredis.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.it.Needs;
import io.miniredis.server.MiniRedis;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random commands, and then the append-only file that they have made: loaded again, by us and by a
 * real redis-server, it gives the same data. {@code -Dappendonly.sequences=N} runs more of them.
 */
class RandomAppendOnlyTest {
  private static final int SEQUENCES = Integer.getInteger("appendonly.sequences", 4);
  private static final int LENGTH = 150;

  @TempDir Path directory;

  static Stream<String> kinds() {
    return Stream.concat(RandomCommands.KINDS.stream(), RandomCommands.NEWER_KINDS.stream());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void loadedAgainItGivesTheSameData(String kind) throws Exception {
    Optional<Path> program = RealRedis.find();
    Needs.that(program.isPresent(), "no redis-server on the PATH");
    long seed = System.nanoTime();
    System.out.println("seed " + seed + ": " + kind);
    Random random = new Random(seed);
    for (int i = 0; i < SEQUENCES; i++) {
      Path dir = Files.createDirectory(directory.resolve(kind + i));
      check(kind, new Random(random.nextLong()), dir, program.orElseThrow());
    }
  }

  private static void check(String kind, Random random, Path dir, Path program) throws Exception {
    boolean newer = RandomCommands.NEWER_KINDS.contains(kind);
    RandomCommands commands = new RandomCommands(kind, newer ? "8.0.0" : "7.0.15", random);
    try (MiniRedis ours =
            MiniRedis.builder()
                .port(0)
                .config("save", "")
                .config("dir", dir.toString())
                .config("appendonly", "yes")
                .config("appendfsync", "no")
                .config("enable-debug-command", "yes")
                .start();
        Wire wire = new Wire(ours.port())) {
      if (random.nextBoolean()) {
        wire.call("CONFIG", "SET", "list-max-listpack-size", "3", "set-max-intset-entries", "3");
        wire.call(
            "CONFIG", "SET", "hash-max-listpack-entries", "3", "stream-node-max-entries", "3");
        wire.call("CONFIG", "SET", "zset-max-listpack-entries", "3");
      }
      List<String> sent = new ArrayList<>();
      run(wire, commands, random, sent);
      checkLoaded(wire, sent);
      wire.call("BGREWRITEAOF");
      run(wire, commands, random, sent);
      awaitRewrite(wire);
      String digest = checkLoaded(wire, sent);
      if (!newer) {
        checkReal(dir, program, digest, sent);
      }
    }
  }

  private static void run(Wire wire, RandomCommands commands, Random random, List<String> sent)
      throws IOException {
    List<List<String>> requests = new ArrayList<>();
    boolean open = false;
    for (int i = 0; i < LENGTH; i++) {
      if (random.nextInt(15) == 0) {
        requests.add(List.of(open ? "EXEC" : "MULTI"));
        open = !open;
      }
      String line = commands.next();
      sent.add(line);
      requests.add(CaseFile.command(line).words());
    }
    requests.add(List.of(open ? "EXEC" : "PING"));
    requests.add(List.of("SELECT", "0"));
    wire.sendAll(requests);
    for (int i = 0; i < requests.size(); i++) {
      wire.read();
    }
  }

  private static String checkLoaded(Wire wire, List<String> sent) throws IOException {
    String before = digest(wire);
    assertThat(wire.call("DEBUG", "LOADAOF").raw()).as("%s", sent).isEqualTo("+OK\r\n");
    assertThat(digest(wire)).as("%s", sent).isEqualTo(before);
    return before;
  }

  private static void awaitRewrite(Wire wire) throws IOException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (wire.call("INFO", "persistence").raw().contains("aof_rewrite_in_progress:1")) {
      assertThat(System.nanoTime()).as("the rewrite's deadline").isLessThan(deadline);
    }
  }

  private static String digest(Wire wire) throws IOException {
    String digest = wire.call("DEBUG", "DIGEST").reply().string();
    assertThat(digest).matches("[0-9a-f]{40}");
    return digest;
  }

  private static void checkReal(Path dir, Path program, String digest, List<String> sent)
      throws IOException {
    Path copy = Files.createDirectory(dir.resolve("copy"));
    copy(dir.resolve("appendonlydir"), Files.createDirectory(copy.resolve("appendonlydir")));
    try (RealRedis real =
            RealRedis.start(program, List.of("--appendonly", "yes", "--dir", copy.toString()));
        Wire wire = new Wire(real.port())) {
      assertThat(digest(wire)).as("%s", sent).isEqualTo(digest);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(file.getFileName()));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
