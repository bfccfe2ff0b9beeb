package io.miniredis.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.miniredis.server.config.Config.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CONFIG SET: all pairs or none, with the error texts of a real server. */
class ConfigSetTest {
  private final Config config = new Config();

  private List<String> set(String... namesAndValues) {
    return set(false, false, namesAndValues);
  }

  private List<String> set(boolean local, boolean loading, String... namesAndValues) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      pairs.add(new Pair(namesAndValues[i], namesAndValues[i + 1]));
    }
    return config.set(pairs, local, loading);
  }

  private void refused(String error, String... namesAndValues) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> set(namesAndValues))
        .withMessage(error);
  }

  private static String failed(String name, String why) {
    return "ERR CONFIG SET failed (possibly related to argument '" + name + "') - " + why;
  }

  @Test
  void severalSettingsChangeAtOnce() {
    set("maxmemory", "1kb", "TIMEOUT", "7", "hash-max-ziplist-entries", "3");
    assertThat(config.number(Settings.MAXMEMORY)).isEqualTo(1024);
    assertThat(config.integer(Settings.TIMEOUT)).isEqualTo(7);
    assertThat(config.number(Settings.HASH_MAX_LISTPACK_ENTRIES)).isEqualTo(3);
  }

  @Test
  void nothingChangesWhenOneValueIsRefused() {
    refused(
        failed("timeout", "argument couldn't be parsed into an integer"),
        "maxmemory-samples",
        "8",
        "Timeout",
        "x");
    assertThat(config.integer(Settings.MAXMEMORY_SAMPLES)).isEqualTo(5);
  }

  @Test
  void theFirstUnknownNameIsTold() {
    refused(
        "ERR Unknown option or number of arguments for CONFIG SET - 'FOO'",
        "port",
        "1",
        "FOO",
        "2",
        "bar",
        "3");
  }

  @Test
  void namesAreCheckedBeforeValues() {
    refused(
        "ERR Unknown option or number of arguments for CONFIG SET - 'foo'",
        "port",
        "x",
        "foo",
        "1");
  }

  @Test
  void settingsOfTheStartStay() {
    refused(failed("DataBases", "can't set immutable config"), "DataBases", "3");
  }

  @Test
  void aNameTwiceIsRefusedAsItWasWrittenTheSecondTime() {
    refused(failed("MAXMEMORY", "duplicate parameter"), "maxmemory", "1", "MAXMEMORY", "2");
  }

  @Test
  void anAliasIsNoDuplicateOfItsName() {
    set("hash-max-listpack-entries", "1", "hash-max-ziplist-entries", "2");
    assertThat(config.number(Settings.HASH_MAX_LISTPACK_ENTRIES)).isEqualTo(2);
  }

  @Test
  void protectedSettingsAskForPermission() {
    refused(failed("dir", "can't set protected config"), "dir", "/");
    config.put(Settings.ENABLE_PROTECTED_CONFIGS, Permission.LOCAL);
    refused(failed("dbfilename", "can't set protected config"), "dbfilename", "x.rdb");
    set(true, false, "dbfilename", "x.rdb");
    config.put(Settings.ENABLE_PROTECTED_CONFIGS, Permission.YES);
    set("dbfilename", "y.rdb");
    assertThat(config.get(Settings.DBFILENAME)).isEqualTo("y.rdb");
  }

  @Test
  void someSettingsWaitForTheDataset() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> set(false, true, "appendonly", "yes"))
        .withMessage("LOADING Redis is loading the dataset in memory");
    set(false, true, "timeout", "1");
  }

  @Test
  void aDirectoryMustExist() {
    config.put(Settings.ENABLE_PROTECTED_CONFIGS, Permission.YES);
    refused(failed("dir", "No such file or directory"), "dir", "/no/such/directory");
    refused(failed("dir", "No such file or directory"), "dir", "");
    refused(
        failed("dir", "Not a directory"), "dir", ProcessHandle.current().info().command().get());
    refused(
        failed("dbfilename", "dbfilename can't be a path, just a filename"), "dbfilename", "a/b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "maxmemory|foo|argument must be a memory value",
        "maxmemory|-1|argument must be a memory value",
        "maxmemory|10pb|argument must be a memory value",
        "maxmemory|1.5gb|argument must be a memory value",
        "repl-backlog-size|0|argument must be between 1 and 9223372036854775807 inclusive",
        "proto-max-bulk-len|5|argument must be between 1048576 and 9223372036854775807 inclusive",
        "proto-max-bulk-len|9223372036854775808"
            + "|argument must be between 1048576 and 9223372036854775807 inclusive",
        "maxmemory-clients|x|argument must be a memory or percent value",
        "maxmemory-clients|-5|argument must be a memory or percent value",
        "maxmemory-clients|-1%|argument must be a memory or percent value",
        "maxmemory-clients|3.5%|argument must be a memory or percent value",
        "maxmemory-clients|%|argument must be a memory or percent value",
        "maxmemory-clients|101%|percentage argument must be less or equal to 100",
        "port|70000|argument must be between 0 and 65535 inclusive",
        "port|abc|argument couldn't be parsed into an integer",
        "port|``|argument couldn't be parsed into an integer",
        "port|` 1`|argument couldn't be parsed into an integer",
        "port|+5|argument couldn't be parsed into an integer",
        "port|01|argument couldn't be parsed into an integer",
        "port|-0|argument couldn't be parsed into an integer",
        "port|1.0|argument couldn't be parsed into an integer",
        "port|99999999999999999999999|argument couldn't be parsed into an integer",
        "timeout|2147483648|argument must be between 0 and 2147483647 inclusive",
        "maxclients|0|argument must be between 1 and 4294967295 inclusive",
        "maxclients|4294967296|argument must be between 1 and 4294967295 inclusive",
        "slowlog-log-slower-than|-2"
            + "|argument must be between -1 and 9223372036854775807 inclusive",
        "list-max-listpack-size|99999999999"
            + "|argument must be between -2147483648 and 2147483647 inclusive",
        "hash-max-ziplist-entries|-1|argument must be between 0 and 9223372036854775807 inclusive",
        "active-expire-effort|11|argument must be between 1 and 10 inclusive",
        "hz|-1|argument must be between 0 and 2147483647 inclusive",
        "loading-process-events-interval-bytes|1"
            + "|argument must be between 1024 and 2147483647 inclusive",
        "appendonly|maybe|argument must be 'yes' or 'no'",
        "maxmemory-policy|foo|argument(s) must be one of the following: volatile-lru, volatile-lfu,"
            + " volatile-random, volatile-ttl, allkeys-lru, allkeys-lfu, allkeys-random,"
            + " noeviction",
        "appendfsync|x|argument(s) must be one of the following: everysec, always, no",
        "repl-diskless-load|x"
            + "|argument(s) must be one of the following: disabled, on-empty-db, swapdb",
        "oom-score-adj|x|argument(s) must be one of the following: no, yes, relative, absolute",
        "acl-pubsub-default|x|argument(s) must be one of the following: allchannels, resetchannels",
        "sanitize-dump-payload|x|argument(s) must be one of the following: no, yes, clients",
        "cluster-preferred-endpoint-type|x"
            + "|argument(s) must be one of the following: ip, hostname, unknown-endpoint",
        "propagation-error-behavior|x"
            + "|argument(s) must be one of the following: ignore, panic, panic-on-replicas",
        "tls-auth-clients|x|argument(s) must be one of the following: no, yes, optional",
        "shutdown-on-sigterm|x"
            + "|argument(s) must be one of the following: default, save, nosave, now, force",
        "shutdown-on-sigterm|``"
            + "|argument(s) must be one of the following: default, save, nosave, now, force",
        "shutdown-on-sigint|save nosave"
            + "|shutdown options SAVE and NOSAVE can't be used simultaneously",
        "save|1|Invalid save parameters",
        "save|1 2 3|Invalid save parameters",
        "save|0 1|Invalid save parameters",
        "save|1 -1|Invalid save parameters",
        "save|` 1 2`|Invalid save parameters",
        "save|1  2|Invalid save parameters",
        "client-output-buffer-limit|normal 1 2"
            + "|Wrong number of arguments in buffer limit configuration.",
        "client-output-buffer-limit|` normal 1 2 3`"
            + "|Wrong number of arguments in buffer limit configuration.",
        "client-output-buffer-limit|foo 1 2 3"
            + "|Invalid client class specified in buffer limit configuration.",
        "client-output-buffer-limit|master 1 2 3"
            + "|Invalid client class specified in buffer limit configuration.",
        "client-output-buffer-limit|normal 1 2 3 pubsub 1 x 3"
            + "|Error in hard, soft or soft_seconds setting in buffer limit configuration.",
        "client-output-buffer-limit|normal 1 2 -1"
            + "|Error in hard, soft or soft_seconds setting in buffer limit configuration.",
        "notify-keyspace-events|Q|Invalid event class character. Use 'Ag$lshzxeKEtmdn'.",
        "bind|1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17|Too many bind addresses specified.",
        "oom-score-adj-values|1 2|wrong number of arguments",
        "oom-score-adj-values|1 2 x"
            + "|Invalid oom-score-adj-values, elements must be between -2000 and 2000.",
        "oom-score-adj-values|1 2 5000"
            + "|Invalid oom-score-adj-values, elements must be between -2000 and 2000.",
        "latency-tracking-info-percentiles|a|Invalid latency-tracking-info-percentiles parameters",
        "latency-tracking-info-percentiles|1 2 101"
            + "|latency-tracking-info-percentiles parameters should sit between [0.0,100.0]",
        "cluster-announce-hostname|a_b"
            + "|Hostnames may only contain alphanumeric characters, hyphens or dots",
        "cluster-announce-human-nodename|a#b|Announced human node name contained invalid character",
        "proc-title-template|{foo}|template format is invalid or contains unknown variables",
      })
  void aBadValueGetsTheTextOfARealServer(String name, String value, String why) {
    Setting<?> setting = Objects.requireNonNull(Settings.find(name));
    String before = config.text(setting);
    refused(failed(name, why), name, value);
    assertThat(config.text(setting)).isEqualTo(before);
  }

  @Test
  void hostNamesAreShort() {
    refused(
        failed("cluster-announce-hostname", "Hostnames must be less than 256 characters"),
        "cluster-announce-hostname",
        "a".repeat(256));
  }

  @Test
  void defragmentingIsLeftToTheJvm() {
    set("activedefrag", "no");
    refused(failed("activedefrag", Rules.NO_DEFRAG), "activedefrag", "yes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "maxmemory|``|0",
        "maxmemory|1k|1000",
        "maxmemory|1KB|1024",
        "maxmemory|3Mb|3145728",
        "maxmemory|2g|2000000000",
        "maxmemory|100b|100",
        "maxmemory-clients|5%|5%",
        "maxmemory-clients|1mb|1048576",
        "hz|1000|500",
        "hz|0|1",
        "appendonly|YES|yes",
        "maxmemory-policy|AllKeys-LRU|allkeys-lru",
        "save|900 1 300 10|900 1 300 10",
        "save|+1 2|1 2",
        "save|``|``",
        "client-output-buffer-limit|replica 1mb 2kb 3"
            + "|normal 0 0 0 slave 1048576 2048 3 pubsub 33554432 8388608 60",
        "client-output-buffer-limit|pubsub 1 2 3 NORMAL 5 5 5"
            + "|normal 5 5 5 slave 268435456 67108864 60 pubsub 1 2 3",
        "notify-keyspace-events|KEA|AKE",
        "notify-keyspace-events|nmdtexzhsl$gEK|AKEm",
        "notify-keyspace-events|nmtexzhsl$gEK|g$lshzxetnKEm",
        "notify-keyspace-events|gKE$mx|g$xKEm",
        "bind|127.0.0.1 -::1|127.0.0.1 -::1",
        "bind|``|``",
        "oom-score-adj-values|10 2 50|10 2 50",
        "latency-tracking-info-percentiles|50.0 99.99 0.1|50 99.99 0.1",
        "latency-tracking-info-percentiles|``|``",
        "shutdown-on-sigterm|force SAVE force|save force",
        "shutdown-on-sigterm|default now|now",
        "shutdown-on-sigterm|default|default",
        "masteruser|a b|a b",
        "requirepass|``|``",
      })
  void aGoodValueIsShownAsARealServerShowsIt(String name, String value, String shown) {
    set(name, value);
    assertThat(config.match(List.of(name))).containsExactly(new Pair(name, shown));
  }

  @Test
  void whatHasNoEffectIsTold() {
    assertThat(set("appendonly", "yes", "timeout", "3", "save", ""))
        .containsExactly("appendonly is accepted but has no effect");
  }

  @Test
  void listenersHearOfChangesWhenAllCanBeRead() {
    List<String> heard = new ArrayList<>();
    config.onChange(
        Settings.PORT, port -> heard.add(port + " with " + config.text(Settings.TIMEOUT)));
    set("port", "7000", "timeout", "9");
    set("timeout", "10", "port", "7000");
    assertThat(heard).containsExactly("7000 with 9");
  }

  @Test
  void aListenerThatFollowsHearsTheValueThereIs() {
    List<Long> heard = new ArrayList<>();
    config.follow(Settings.MAXMEMORY, heard::add);
    set("maxmemory", "1mb");
    assertThat(heard).containsExactly(0L, 1L << 20);
  }

  @Test
  void whenAListenerRefusesEverythingGoesBack() {
    List<Integer> timeouts = new ArrayList<>();
    config.onChange(Settings.TIMEOUT, timeouts::add);
    config.onChange(
        Settings.PORT,
        port -> {
          throw new ConfigException("Unable to listen on this port. Check server logs.");
        });
    refused(
        failed("port", "Unable to listen on this port. Check server logs."),
        "timeout",
        "5",
        "PORT",
        "22");
    assertThat(timeouts).containsExactly(5, 0);
    assertThat(config.integer(Settings.PORT)).isEqualTo(6379);
    assertThat(config.integer(Settings.TIMEOUT)).isZero();
  }

  @Test
  void codeIsHeldToTheSameRules() {
    config.put(Settings.DATABASES, 4);
    assertThat(config.integer(Settings.DATABASES)).isEqualTo(4);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> config.put(Settings.PORT, 70_000))
        .withMessage("argument must be between 0 and 65535 inclusive");
  }

  @Test
  void valuesAreReadWithoutBoxing() {
    config.put(Settings.PROTECTED_MODE, false);
    config.put(Settings.MAXCLIENTS, 4_294_967_295L);
    assertThat(config.isOn(Settings.PROTECTED_MODE)).isFalse();
    assertThat(config.isOn(Settings.LATENCY_TRACKING)).isTrue();
    assertThat(config.number(Settings.MAXCLIENTS)).isEqualTo(4_294_967_295L);
    assertThat(config.get(Settings.MAXMEMORY_POLICY)).isEqualTo(MaxmemoryPolicy.NOEVICTION);
  }
}
