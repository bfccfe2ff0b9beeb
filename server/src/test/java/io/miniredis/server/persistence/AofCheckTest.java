package io.miniredis.server.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.command.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AofCheckTest {
  private static final String SET = "*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\n1\r\n";
  private static final String DEL = "*2\r\n$3\r\nDEL\r\n$1\r\na\r\n";

  @TempDir Path directory;
  private final List<String> lines = new ArrayList<>();

  private boolean check(Path file, boolean fixes) {
    return AofCheck.check(file, Commands.table(Map.of()), fixes, lines::add);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text, StandardCharsets.ISO_8859_1);
  }

  @Test
  void tellsWhatIsThere() throws Exception {
    assertThat(check(file("x.aof", SET + SET + DEL), false)).isTrue();
    assertThat(lines).contains("  SET: 2", "  DEL: 1", "The file is whole.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*3\r\n$3\r\nSET\r\n$1", "nonsense", "*1\r\n$7\r\nNOTHING\r\n"})
  void tellsWhereItIsDamagedAndSavesWhatIsBefore(String damage) throws Exception {
    Path file = file("x.aof", SET + DEL + damage);
    assertThat(check(file, false)).isFalse();
    int good = (SET + DEL).length();
    assertThat(lines).anySatisfy(line -> assertThat(line).contains("DAMAGED", "byte " + good));
    assertThat(check(file, true)).isFalse();
    assertThat(Files.readString(file)).isEqualTo(SET + DEL + damage);
    Path fixed = directory.resolve("x.aof.fixed");
    assertThat(Files.readString(fixed)).isEqualTo(SET + DEL);
    assertThat(check(fixed, false)).isTrue();
    assertThat(check(file, true)).isFalse();
    assertThat(lines).last().asString().contains("is there already");
  }

  @Test
  void aManifestIsAllItsFiles() throws Exception {
    file("x.1.incr.aof", SET);
    file("x.2.incr.aof", SET + "*1");
    Path manifest =
        file("x.manifest", "file x.1.incr.aof seq 1 type i\nfile x.2.incr.aof seq 2 type i\n");
    assertThat(check(manifest, false)).isFalse();
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).startsWith("DAMAGED").contains("x.2.incr.aof"));
    file("x.2.incr.aof", SET);
    assertThat(check(manifest, false)).isTrue();
  }

  @Test
  void whatIsNotThereOrNoManifestIsTold() throws Exception {
    assertThat(check(directory.resolve("none.aof"), false)).isFalse();
    assertThat(check(file("x.manifest", "what"), false)).isFalse();
    assertThat(check(directory, false)).isFalse();
    assertThat(lines).hasSize(3);
  }
}
