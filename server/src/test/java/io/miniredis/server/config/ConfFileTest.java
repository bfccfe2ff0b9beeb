package io.miniredis.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configuration files, and what is said about bad ones. */
class ConfFileTest {
  @TempDir private Path dir;

  private static Config load(String text) {
    Config config = new Config();
    config.load(ConfFile.read("redis.conf", stream(text)));
    return config;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(RawText.encode(text));
  }

  private static void refused(String error, String text) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> load(text))
        .withMessage(error);
  }

  private Path write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void commentsAndEmptyLinesAreLeftOut() {
    assertThat(ConfFile.read("redis.conf", stream("# a\n\n  \t\r\n  # b\n PORT 1 \n#\nhz 5")))
        .containsExactly(
            new Directive("redis.conf:5", "port", List.of("1")),
            new Directive("redis.conf:7", "hz", List.of("5")));
  }

  @Test
  void namesMayBeQuotedAndInAnyCase() {
    Config config = load("\"port\" 2\r\nTimeOut \"3\"\r\n");
    assertThat(config.integer(Settings.PORT)).isEqualTo(2);
    assertThat(config.integer(Settings.TIMEOUT)).isEqualTo(3);
  }

  @Test
  void theLastLineOfASettingCounts() {
    assertThat(load("port 1\nport 2").integer(Settings.PORT)).isEqualTo(2);
    assertThat(load("replica-priority 1\nslave-priority 2").integer(Settings.REPLICA_PRIORITY))
        .isEqualTo(2);
  }

  @Test
  void linesOfSaveAddUpAndAnEmptyOneTakesAway() {
    assertThat(load("").text(Settings.SAVE)).isEqualTo("3600 1 300 100 60 10000");
    assertThat(load("save 900 1\nsave 300 10 60 5").text(Settings.SAVE))
        .isEqualTo("900 1 300 10 60 5");
    assertThat(load("save 900 1\nsave \"\"").text(Settings.SAVE)).isEmpty();
    assertThat(load("save ''\nsave 1 1").text(Settings.SAVE)).isEqualTo("1 1");
    assertThat(load("save \"900 1 300 5\"").text(Settings.SAVE)).isEqualTo("900 1 300 5");
  }

  @Test
  void linesOfOutputBufferLimitsChangeOneClassEach() {
    assertThat(
            load("client-output-buffer-limit pubsub 1 1 1\nclient-output-buffer-limit normal 2 2 2")
                .text(Settings.CLIENT_OUTPUT_BUFFER_LIMIT))
        .isEqualTo("normal 2 2 2 slave 268435456 67108864 60 pubsub 1 1 1");
  }

  @Test
  void aBinaryPasswordSurvives() {
    byte[] password =
        RawText.encode(load("requirepass \"\\xff\\x00\\xc3\"").get(Settings.REQUIREPASS));
    assertThat(password).containsExactly(0xff, 0, 0xc3);
  }

  @Test
  void renamedCommandsAreKept() {
    assertThat(load("rename-command FLUSHALL \"\"\nrename-command Keys x1").renamedCommands())
        .isEqualTo(Map.of("flushall", "", "keys", "x1"));
    refused("redis.conf:1: rename-command keys: wrong number of arguments", "rename-command keys");
  }

  @Test
  void errorsNameFileAndLine() {
    refused("redis.conf:2: unknown setting 'foo'", "port 1\nFoo bar");
    refused("redis.conf:1: unknown setting ''", "\"\"");
    refused(
        "redis.conf:3: port 70000: argument must be between 0 and 65535 inclusive",
        "# comment\n\nport 70000\n");
    refused("redis.conf:1: port 0 \"#\" off: wrong number of arguments", "port 0 # off");
    refused("redis.conf:1: port: wrong number of arguments", "port");
    refused("redis.conf:1: bind: wrong number of arguments", "bind");
    refused("redis.conf:2: unbalanced quotes in 'port \"79'", "port 1\n\tport \"79 \n");
    refused(
        "redis.conf:1: appendfilename \"\": appendfilename can't be empty", "appendfilename ''");
    refused(
        "redis.conf:1: unixsocketperm 9: argument couldn't be parsed as an octal number",
        "unixsocketperm 9");
    refused(
        "redis.conf:1: unixsocketperm 7777: argument must be between 0 and 777 inclusive",
        "unixsocketperm 7777");
    refused("redis.conf:1: slaveof a: wrong number of arguments", "slaveof a");
    refused("redis.conf:1: replicaof a b: Invalid master port", "replicaof a b");
    refused(
        "redis.conf:1: supervised x: argument(s) must be one of the following: upstart, systemd,"
            + " auto, no",
        "supervised x");
  }

  @Test
  void errorsNeverShowASecret() {
    refused("redis.conf:1: requirepass: wrong number of arguments", "requirepass hush hush");
    refused("redis.conf:1: unbalanced quotes in 'requirepass ...'", "requirepass \"hush");
    refused("redis.conf:1: unknown setting 'requirpass'", "requirpass hush");
    refused("redis.conf:1: unbalanced quotes in 'requirpass ...'", "requirpass \"hush");
  }

  @Test
  void whatThisServerIsNotIsRefusedByName() {
    refused("redis.conf:1: loadmodule: modules are not supported", "loadmodule x.so");
    refused("redis.conf:1: sentinel: this server is no sentinel", "sentinel monitor m 1 2 3");
  }

  @Test
  void nothingIsTakenWhenALineIsRefused() {
    Config config = new Config();
    List<Directive> directives = ConfFile.read("redis.conf", stream("port 1\nfoo 2"));
    assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> config.load(directives));
    assertThat(config.integer(Settings.PORT)).isEqualTo(6379);
  }

  @Test
  void whatHasNoEffectIsWarnedOfOnce() {
    Config config =
        load("appendonly no\nappendonly yes\ntls-port 0\nport 2\nlua-replicate-commands yes");
    assertThat(config.warnings())
        .containsExactlyInAnyOrder(
            "redis.conf:2: appendonly is accepted but has no effect",
            "redis.conf:5: lua-replicate-commands is an old setting and has no effect");
  }

  @Test
  void switchingSnapshotsOffNeedsNoWarning() {
    assertThat(load("save ''").warnings()).isEmpty();
    assertThat(load("save 1 1").warnings()).hasSize(1);
  }

  @Test
  void includedFilesAreReadWhereTheyStand() throws IOException {
    Path common = write("common.conf", "port 2\ntimeout 3\n");
    Path main = write("main.conf", "port 1\ninclude " + common + "\ntimeout 4\n");
    Config config = new Config();
    config.load(ConfFile.read(main));
    assertThat(config.integer(Settings.PORT)).isEqualTo(2);
    assertThat(config.integer(Settings.TIMEOUT)).isEqualTo(4);
  }

  @Test
  void patternsIncludeFilesInOrder() throws IOException {
    write("conf.d/20.conf", "port 20");
    write("conf.d/10.conf", "port 10\nhz 11");
    write("conf.d/.hidden.conf", "nonsense");
    write("conf.d/notes.txt", "nonsense");
    Path main =
        write("main.conf", "include " + dir + "/conf.?/*.conf\ninclude " + dir + "/no*/x\n");
    assertThat(ConfFile.read(main))
        .extracting(Directive::where)
        .containsExactly(
            dir + "/conf.d/10.conf:1", dir + "/conf.d/10.conf:2", dir + "/conf.d/20.conf:1");
  }

  @Test
  void missingFilesAreTold() throws IOException {
    Path gone = dir.resolve("gone.conf");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfFile.read(gone))
        .withMessage("cannot read " + gone + ": there is no such file");
    Path main = write("main.conf", "hz 1\ninclude " + gone);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfFile.read(main))
        .withMessage(main + ":2: include " + gone + ": there is no such file");
    Path directory = write("other.conf", "include " + dir);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfFile.read(directory))
        .withMessage(directory + ":1: include " + dir + ": this file cannot be read");
  }

  @Test
  void filesThatIncludeThemselvesAreRefused() throws IOException {
    Path main = dir.resolve("main.conf");
    Files.writeString(main, "include " + main);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfFile.read(main))
        .withMessageContaining("more than 16 deep");
  }

  @Test
  void theFileOfAPackagedServerLoads() throws IOException {
    String text;
    try (InputStream in = ConfFileTest.class.getResourceAsStream("/config/debian-like.conf")) {
      assertThat(in).isNotNull();
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Config config = load(text.replace("@DIR@", dir.toString()));
    assertThat(config.number(Settings.MAXMEMORY)).isEqualTo(256L << 20);
    assertThat(config.get(Settings.MAXMEMORY_POLICY)).isEqualTo(MaxmemoryPolicy.ALLKEYS_LRU);
    assertThat(config.get(Settings.REQUIREPASS)).isEqualTo("correct horse \"battery\" staple");
    assertThat(config.get(Settings.DIR)).isEqualTo(dir);
    assertThat(config.text(Settings.SAVE)).isEqualTo("900 1 300 10 60 10000");
    assertThat(config.renamedCommands()).containsOnlyKeys("flushall", "keys");
    assertThat(config.warnings())
        .allMatch(line -> line.matches("redis.conf:[0-9]+: [a-z_-]+ (is accepted but|is an old).*"))
        .hasSizeLessThan(8);
  }
}
