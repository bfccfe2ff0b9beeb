package io.miniredis.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table is complete, and every row of it reads what it prints. */
class SettingsTest {
  /** What CONFIG GET * of a 7.0 server does not show: new in 7.2 and 7.4, and our own. */
  private static final Set<String> LATER =
      Set.of(
          "aof-rewrite-cpulist",
          "bgsave-cpulist",
          "bio-cpulist",
          "cluster-announce-human-nodename",
          "hide-user-data-from-log",
          "locale-collate",
          "max-new-connections-per-cycle",
          "max-new-tls-connections-per-cycle",
          "metrics-bind",
          "metrics-port",
          "server-cpulist",
          "set-max-listpack-entries",
          "set-max-listpack-value",
          "stream-idmp-duration",
          "stream-idmp-maxsize",
          "transport");

  /** Hidden since 7.2. */
  private static final Set<String> HIDDEN_LATER = Set.of("aof-disable-auto-gc");

  /** Ours differ on purpose: loopback only, an event loop a core, and a path of the machine. */
  private static final Set<String> OTHER_DEFAULT = Set.of("bind", "io-threads", "dir");

  /** Texts that one setting or another takes. */
  private static final List<String> SAMPLES =
      List.of(
          "yes",
          "no",
          "local",
          "default",
          "0",
          "1",
          "7",
          "-1",
          "99",
          "777",
          "1000",
          "4096",
          "65535",
          "1048576",
          "3kb",
          "64MB",
          "2g",
          "12%",
          "",
          "text",
          "two words",
          "quo\"te'd \\ and # more",
          "a\nb\t\u0007",
          "g\u00fcn\u00fd\u00e9 \ud83d\ude00",
          "127.0.0.1 -::1",
          "900 1 300 10",
          "normal 1mb 512kb 10 pubsub 1 2 3",
          "KEA",
          "Kgxm$n",
          "volatile-lru",
          "ALLKEYS-LFU",
          "verbose",
          "always",
          "io_uring",
          "nosave force",
          "-1000 0 2000",
          "0.1 99.90 100",
          "localhost 6379",
          "{title} {port}",
          "host.example");

  @Test
  void everySettingOfRedis7IsThereUnderItsName() {
    assertThat(redis7().keySet()).allSatisfy(name -> assertThat(Settings.find(name)).isNotNull());
  }

  @Test
  void patternsShowExactlyTheSettingsOfRedis7AndTheListedOnes() {
    Set<String> expected = new TreeSet<>(redis7().keySet());
    expected.addAll(LATER);
    expected.removeAll(HIDDEN_LATER);
    assertThat(new Config().match(List.of("*")))
        .extracting(Config.Pair::name)
        .containsExactlyElementsOf(expected);
  }

  @Test
  void defaultsAreThoseOfRedis7ButForTheListedOnes() {
    Map<String, String> expected = redis7();
    expected.keySet().removeAll(OTHER_DEFAULT);
    Config config = new Config();
    Map<String, String> ours =
        config.match(List.copyOf(expected.keySet())).stream()
            .collect(Collectors.toMap(Config.Pair::name, Config.Pair::value));
    assertThat(ours).containsExactlyInAnyOrderEntriesOf(expected);
  }

  @Test
  void settingsForTestsAreHidden() {
    assertThat(Settings.all())
        .filteredOn(Setting::hidden)
        .extracting(Setting::name)
        .containsExactlyInAnyOrder(
            "aof-disable-auto-gc",
            "key-load-delay",
            "loading-process-events-interval-bytes",
            "rdb-key-save-delay",
            "use-exit-on-panic",
            "watchdog-period");
  }

  @Test
  void passwordsAreSecret() {
    assertThat(Settings.all())
        .filteredOn(Setting::secret)
        .extracting(Setting::name)
        .containsExactlyInAnyOrder(
            "masterauth",
            "masteruser",
            "requirepass",
            "tls-client-key-file-pass",
            "tls-key-file-pass");
  }

  @Test
  void namesAreFoundInAnyCaseAndByAlias() {
    assertThat(Settings.find("MaxMemory")).isSameAs(Settings.MAXMEMORY);
    assertThat(Settings.find("hash-max-ziplist-entries"))
        .isSameAs(Settings.HASH_MAX_LISTPACK_ENTRIES);
    assertThat(Settings.find("slaveof")).isSameAs(Settings.REPLICAOF);
    assertThat(Settings.find("maxmemor")).isNull();
    assertThat(Settings.find("")).isNull();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everyRowIsDocumentedInOneLine(Setting<?> setting) {
    assertThat(setting.name()).matches("[a-z][a-z0-9-]*");
    assertThat(setting.doc()).isNotBlank().doesNotContain("\n").doesNotEndWith(".");
    assertThat(setting.takes()).isNotBlank();
    assertThat(setting.doc().length()).isLessThan(100);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everyRowReadsWhatItPrints(Setting<?> setting) {
    assertThat(roundTrips(setting)).isPositive();
  }

  private static <T> int roundTrips(Setting<T> setting) {
    Kind<T> kind = setting.kind();
    int taken = 0;
    for (String sample :
        Stream.concat(Stream.of(setting.defaultText()), SAMPLES.stream()).toList()) {
      T value;
      try {
        value = kind.parse(kind.arguments(sample), setting.defaultValue());
      } catch (ConfigException e) {
        continue;
      }
      taken++;
      String printed = kind.print(value);
      assertThat(kind.parse(kind.arguments(printed), setting.defaultValue()))
          .as("%s %s printed as %s", setting, sample, printed)
          .isEqualTo(value);
      assertThat(fromLines(setting, value)).as("%s %s in a file", setting, sample).isEqualTo(value);
    }
    return taken;
  }

  /** The value after a restart with the lines that a rewritten file has for it. */
  private static <T> T fromLines(Setting<T> setting, T value) {
    Values before = Values.defaults();
    before.put(setting, value);
    StringBuilder file = new StringBuilder();
    before.lines(setting).forEach(args -> file.append(setting + " " + Words.join(args) + "\n"));
    InputStream in = new java.io.ByteArrayInputStream(RawText.encode(file.toString()));
    Config after = new Config();
    after.load(ConfFile.read("file", in));
    return after.get(setting);
  }

  static Stream<Setting<?>> settings() {
    return Settings.all().stream();
  }

  /** Names and values of {@code CONFIG GET *} of a 7.0.15 server without a file. */
  private static Map<String, String> redis7() {
    Map<String, String> settings = new TreeMap<>();
    try (InputStream in =
        SettingsTest.class.getResourceAsStream("/config/redis-7.0-settings.tsv")) {
      assertThat(in).isNotNull();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        String[] parts = line.split("\t", -1);
        settings.put(parts[0], parts[1]);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    assertThat(settings).hasSize(192);
    return settings;
  }
}
