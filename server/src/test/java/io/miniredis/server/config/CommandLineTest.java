package io.miniredis.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, by redis-server's rules. */
class CommandLineTest {
  @TempDir private Path dir;

  private static CommandLine parse(String... args) {
    return CommandLine.parse(List.of(args));
  }

  private static Config config(String... args) {
    return parse(args).configure(new ByteArrayInputStream(new byte[0]));
  }

  private static void refused(String error, String... args) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> config(args))
        .withMessage(error);
  }

  @Test
  void nothingMeansTheDefaults() {
    CommandLine line = parse();
    assertThat(line.action()).isEqualTo(CommandLine.Action.SERVE);
    assertThat(line.file()).isNull();
    assertThat(line.options()).isEmpty();
    assertThat(config().integer(Settings.PORT)).isEqualTo(6379);
  }

  @Test
  void helpAndVersionStandAlone() {
    assertThat(parse("--help").action()).isEqualTo(CommandLine.Action.HELP);
    assertThat(parse("-h").action()).isEqualTo(CommandLine.Action.HELP);
    assertThat(parse("--version").action()).isEqualTo(CommandLine.Action.VERSION);
    assertThat(parse("-v").action()).isEqualTo(CommandLine.Action.VERSION);
    refused("-v must be the only argument", "-v", "--port", "1");
    assertThat(CommandLine.help()).contains("mini-redis [redis.conf]", "--port 7000");
  }

  @Test
  void optionsOverrideTheFile() throws IOException {
    Path file = Files.writeString(dir.resolve("redis.conf"), "port 1\ntimeout 2\n");
    Config config = config(file.toString(), "--PORT", "3");
    assertThat(config.integer(Settings.PORT)).isEqualTo(3);
    assertThat(config.integer(Settings.TIMEOUT)).isEqualTo(2);
  }

  @Test
  void standardInputComesBetweenFileAndOptions() throws IOException {
    Path file = Files.writeString(dir.resolve("redis.conf"), "port 1\ntimeout 1\nhz 1\n");
    for (CommandLine line :
        List.of(
            parse(file.toString(), "-", "--hz", "3"), parse(file.toString(), "--hz", "3", "-"))) {
      Config config = line.configure(new ByteArrayInputStream(RawText.encode("timeout 2\nhz 2\n")));
      assertThat(config.text(Settings.PORT)).isEqualTo("1");
      assertThat(config.text(Settings.TIMEOUT)).isEqualTo("2");
      assertThat(config.text(Settings.HZ)).isEqualTo("3");
    }
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () -> parse("-").configure(new ByteArrayInputStream(RawText.encode("hz 1\nfoo 1"))))
        .withMessage("standard input:2: unknown setting 'foo'");
  }

  @Test
  void valuesGoOnToTheNextOption() {
    Config config = config("--bind", "127.0.0.1", "::1", "--save", "900", "1", "--port", "1");
    assertThat(config.get(Settings.BIND)).containsExactly("127.0.0.1", "::1");
    assertThat(config.text(Settings.SAVE)).isEqualTo("900 1");
    assertThat(config.integer(Settings.PORT)).isEqualTo(1);
  }

  @Test
  void saveWithoutAValueIsOff() {
    assertThat(config("--save").text(Settings.SAVE)).isEmpty();
    assertThat(config("--save", "").text(Settings.SAVE)).isEmpty();
    Config config = config("--save", "--port", "1");
    assertThat(config.text(Settings.SAVE)).isEmpty();
    assertThat(config.integer(Settings.PORT)).isEqualTo(1);
    assertThat(config("--save", "1 1 2 2").text(Settings.SAVE)).isEqualTo("1 1 2 2");
  }

  @Test
  void oneWordMayHoldNameAndValue() {
    Config config = config("--port 7", "--bind 127.0.0.1", "::1");
    assertThat(config.integer(Settings.PORT)).isEqualTo(7);
    assertThat(config.get(Settings.BIND)).containsExactly("127.0.0.1", "::1");
  }

  @Test
  void theFirstValueMayLookLikeAnOption() {
    Config config = config("--requirepass", "--foo", "--port", "8");
    assertThat(config.get(Settings.REQUIREPASS)).isEqualTo("--foo");
    assertThat(config.integer(Settings.PORT)).isEqualTo(8);
  }

  @Test
  void anOptionMayIncludeAFile() throws IOException {
    Path file = Files.writeString(dir.resolve("more.conf"), "port 9\n");
    assertThat(config("--include", file.toString()).integer(Settings.PORT)).isEqualTo(9);
    refused("--include /no/such: there is no such file", "--include", "/no/such");
  }

  @Test
  void badOptionsGetOneClearLine() {
    refused("unknown setting '--foo'", "--foo");
    refused("--port: wrong number of arguments", "--port");
    refused("--port 1 2: wrong number of arguments", "--port", "1", "2");
    refused("--port x: argument couldn't be parsed into an integer", "--port", "x");
    refused("--port 70000: argument must be between 0 and 65535 inclusive", "--port", "70000");
    refused("--daemonize: wrong number of arguments", "--daemonize");
    refused("--requirepass: wrong number of arguments", "--requirepass", "a", "b");
    refused("--rename-command a: wrong number of arguments", "--rename-command", "a");
    refused("--loadmodule: modules are not supported", "--loadmodule", "x.so");
    refused("unexpected argument '-x', see --help", "-x");
    refused("unexpected argument '--', see --help", "--");
    refused("unbalanced quotes in '--port \"1'", "--port \"1");
    refused("--test-memory is not supported", "--test-memory", "100");
    refused("--sentinel is not supported", "--sentinel");
    refused("--check-system is not supported", "--check-system");
    refused("cannot read nofile.conf: there is no such file", "nofile.conf");
  }

  @Test
  void warningsNameTheOption() {
    assertThat(config("--appendonly", "yes", "--save", "").warnings())
        .containsExactly("--appendonly is accepted but has no effect");
  }
}
