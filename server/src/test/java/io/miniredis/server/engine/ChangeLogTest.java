package io.miniredis.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of changes does them again, and depends neither on time nor on chance. */
class ChangeLogTest extends ChangeLogTesting {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # what repeats                |
          SET k v                       | SET k v
          INCR n                        | INCR n
          LPUSH l a b                   | LPUSH l a b
          ZADD z 1.5 m                  | ZADD z 1.5 m
          XGROUP CREATE x g $ MKSTREAM  | XGROUP CREATE x g $ MKSTREAM
          PFADD p a                     | PFADD p a
          # what depends on the time    |
          SETEX k 10 v                  | SET k v PXAT 1700000010000
          PSETEX k 10 v                 | SET k v PXAT 1700000000010
          SET k v EX 10 NX              | SET k v PXAT 1700000010000
          SET k v GET                   | SET k v
          INCRBYFLOAT f 0.1             | SET f 0.1
          HINCRBYFLOAT h f 0.1          | HSET h f 0.1
          XADD x * f v                  | XADD x 1700000000000-0 f v
          """)
  void ofOneCommandIsToldAsWhatRepeatsIt(String command, String told) throws Exception {
    assertThat(told(command)).containsExactly("SELECT 0", told);
  }

  @Test
  void nothingIsToldOfWhatChangesNothing() throws Exception {
    assertThat(told("DEL k", "GET k", "EXPIRE k 1", "LPOP l", "SET k v XX", "SPOP s")).isEmpty();
  }

  @Test
  void expiriesAreToldAsTimes() throws Exception {
    client.send("SET k v");
    assertThat(told("EXPIRE k 10", "GETEX k PX 5", "PERSIST k", "GETEX k EX 1", "GETEX k PERSIST"))
        .containsExactly(
            "PEXPIREAT k 1700000010000",
            "PEXPIREAT k 1700000000005",
            "PERSIST k",
            "PEXPIREAT k 1700000001000",
            "PERSIST k");
    assertThat(told("EXPIRE k -1")).containsExactly("DEL k");
  }

  @Test
  void whatExpiresIsToldBeforeWhatComesAfterwards() throws Exception {
    told("SET n 5 PX 10", "HSET h a 1 b 2", "HPEXPIRE h 10 FIELDS 1 a");
    local.clock.advance(Duration.ofMillis(10));
    assertThat(told("INCR n", "HINCRBY h a 1"))
        .containsExactly(
            "MULTI", "DEL n", "INCR n", "EXEC", "MULTI", "HDEL h a", "HINCRBY h a 1", "EXEC");
  }

  @Test
  void whatExpiresByItselfIsTold() throws Exception {
    told("SET a 1 PX 10", "HSET h f 1", "HPEXPIRE h 10 FIELDS 1 f");
    local.clock.advance(Duration.ofMillis(10));
    int before = commands().size();
    local.engine.upkeep().tick();
    List<String> told = commands().subList(before, commands().size());
    assertThat(told) // as one unit if their shard is the same
        .filteredOn(command -> !command.equals("MULTI") && !command.equals("EXEC"))
        .containsExactlyInAnyOrder("DEL a", "HDEL h f");
  }

  @Test
  void whatChanceChoseIsNamed() throws Exception {
    told("SADD s a b c d");
    List<String> told = told("SPOP s", "SPOP s 2", "SPOP s 5");
    assertThat(told.get(0)).matches("SREM s [a-d]");
    assertThat(told.get(1)).matches("SREM s [a-d] [a-d]");
    assertThat(told.get(2)).isEqualTo("DEL s");
  }

  @Test
  void aTransactionIsToldAsOne() throws Exception {
    client.send("MULTI");
    client.send("SET a 1");
    client.send("GET a");
    client.send("SETEX b 1 2");
    assertThat(told("EXEC"))
        .containsExactly("SELECT 0", "MULTI", "SET a 1", "SET b 2 PXAT 1700000001000", "EXEC");
  }

  @Test
  void aTransactionOfOneChangeIsThatChange() throws Exception {
    client.send("MULTI");
    client.send("SET a 1");
    assertThat(told("EXEC")).containsExactly("SELECT 0", "SET a 1");
  }

  @Test
  void databasesAreSelected() throws Exception {
    assertThat(told("SET a 1", "SELECT 3", "SET b 2", "SET c 3", "SELECT 0", "SET d 4"))
        .containsExactly(
            "SELECT 0", "SET a 1", "SELECT 3", "SET b 2", "SET c 3", "SELECT 0", "SET d 4");
  }

  @Test
  void whatAWaitingClientTakesIsToldBehindWhatServedIt() throws Exception {
    assertThat(local.client().send("BLPOP l 0")).isEqualTo(LocalEngine.Client.WAITS);
    assertThat(local.client().send("BLMOVE m n LEFT RIGHT 0")).isEqualTo(LocalEngine.Client.WAITS);
    assertThat(told("RPUSH l a b", "RPUSH m c"))
        .containsExactly(
            "SELECT 0",
            "MULTI",
            "RPUSH l a b",
            "LPOP l 1",
            "EXEC",
            "MULTI",
            "RPUSH m c",
            "LMOVE m n LEFT RIGHT",
            "EXEC");
  }

  @Test
  void whatGoesBackFromAClientThatIsGoneIsTold() throws Exception {
    LocalEngine.Client gone = local.client();
    gone.send("BLPOP l 0");
    told("RPUSH l a b");
    int before = commands().size();
    gone.goes();
    assertThat(commands().subList(before, commands().size())).containsExactly("LPUSH l a");
  }

  @Test
  void aScriptIsToldAsWhatItHasDone() throws Exception {
    assertThat(told("EVAL redis.call('set','a',1)redis.call('get','a')redis.call('incr','b') 0"))
        .containsExactly("SELECT 0", "MULTI", "set a 1", "incr b", "EXEC");
  }

  @Test
  void readersOfGroupsAreToldAsTheEntriesThatTheyHave() throws Exception {
    told("XADD x 1-1 f v", "XADD x 1-2 f v", "XGROUP CREATE x g 0");
    assertThat(told("XREADGROUP GROUP g c COUNT 1 STREAMS x >"))
        .containsExactly(
            "MULTI",
            "XGROUP CREATECONSUMER x g c",
            "XCLAIM x g c 0 1-1 TIME 1700000000000 RETRYCOUNT 1 FORCE JUSTID",
            "XGROUP SETID x g 1-1 ENTRIESREAD 1",
            "EXEC");
    assertThat(told("XACK x g 1-1")).containsExactly("XACK x g 1-1");
  }

  @Test
  void approximateTrimmingIsToldAsTheLengthThatIsLeft() throws Exception {
    told("XADD x 1-1 f v", "XADD x 1-2 f v");
    assertThat(told("XADD x MAXLEN ~ 1 1-3 f v"))
        .containsExactly("MULTI", "XADD x 1-3 f v", "XTRIM x MAXLEN = 3", "EXEC");
  }

  @Test
  void whatIsEvictedIsTold() throws Exception {
    told("SET a 1", "CONFIG SET maxmemory-policy allkeys-lru", "CONFIG SET maxmemory 1");
    client.send("SET b 1");
    assertThat(commands()).containsExactly("SELECT 0", "SET a 1", "DEL a");
    client.send("CONFIG SET maxmemory 0");
  }

  @Test
  void theWholeKeyspaceChanges() throws Exception {
    assertThat(told("SET a 1", "SWAPDB 0 1", "FLUSHDB", "FLUSHALL"))
        .containsExactly("SELECT 0", "SET a 1", "SWAPDB 0 1", "FLUSHDB", "FLUSHALL");
  }
}
