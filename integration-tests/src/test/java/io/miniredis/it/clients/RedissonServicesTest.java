package io.miniredis.it.clients;

import static io.miniredis.it.clients.Redissons.PATIENCE_SECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.miniredis.it.MiniRedisProcess;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.BatchOptions;
import org.redisson.api.BatchOptions.ExecutionMode;
import org.redisson.api.FunctionLibrary;
import org.redisson.api.FunctionMode;
import org.redisson.api.FunctionResult;
import org.redisson.api.RBatch;
import org.redisson.api.RFunction;
import org.redisson.api.RFuture;
import org.redisson.api.RRemoteService;
import org.redisson.api.RScheduledExecutorService;
import org.redisson.api.RScript;
import org.redisson.api.RScript.Mode;
import org.redisson.api.RScript.ReturnType;
import org.redisson.api.RTransaction;
import org.redisson.api.RedissonClient;
import org.redisson.api.TransactionOptions;
import org.redisson.api.WorkerOptions;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Protocol;

/**
 * Redisson 4.7's batches, transactions, scripts, functions and services, in RESP2 and RESP3: many
 * commands as one, and work that one client asks for and another does.
 */
@ParameterizedClass
@EnumSource(Protocol.class)
class RedissonServicesTest {
  private static MiniRedisProcess server;
  private static Map<Protocol, RedissonClient> clients;

  @Parameter Protocol protocol;
  private RedissonClient redisson;

  @BeforeAll
  static void start() {
    server = MiniRedisProcess.start("--io-threads", "4");
    clients = new EnumMap<>(Protocol.class);
    for (Protocol protocol : Protocol.values()) {
      clients.put(protocol, Redissons.connect(server, protocol));
    }
  }

  @AfterAll
  static void stop() {
    clients.values().forEach(RedissonClient::shutdown);
    server.close();
  }

  @BeforeEach
  void empty() {
    redisson = clients.get(protocol);
    redisson.getKeys().flushall();
  }

  private static List<Object> responses(RBatch batch) {
    return new ArrayList<>(batch.execute().getResponses());
  }

  @Test
  void aBatchIsOneMessage() {
    for (ExecutionMode mode : List.of(ExecutionMode.IN_MEMORY, ExecutionMode.IN_MEMORY_ATOMIC)) {
      RBatch batch = redisson.createBatch(BatchOptions.defaults().executionMode(mode));
      List<RFuture<Long>> counts = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        counts.add(batch.getAtomicLong(mode.name()).incrementAndGetAsync());
      }
      batch.getMap("map").fastPutAsync(mode.name(), 1);
      List<Object> responses = responses(batch);
      assertThat(responses).hasSize(501).startsWith(1L, 2L, 3L);
      assertThat(counts.get(499).toCompletableFuture()).isCompletedWithValue(500L);
    }
    assertThat(redisson.getMap("map")).hasSize(2);

    RBatch silent =
        redisson.createBatch(
            BatchOptions.defaults().executionMode(ExecutionMode.IN_MEMORY).skipResult());
    silent.getBucket("silent").setAsync("v");
    silent.execute();
    assertThat(redisson.getBucket("silent").get()).isEqualTo("v");
  }

  @Test
  void aBatchQueuedInTheServerIsATransaction() {
    RBatch batch =
        redisson.createBatch(
            BatchOptions.defaults().executionMode(ExecutionMode.REDIS_WRITE_ATOMIC));
    batch.getAtomicLong("a").addAndGetAsync(5);
    batch.getBucket("b").setAsync("v");
    assertThat(redisson.getBucket("b").isExists()).isFalse();
    assertThat(responses(batch)).startsWith(5L);
    assertThat(redisson.getBucket("b").get()).isEqualTo("v");
  }

  @Test
  void aTransactionIsSeenWhenItIsCommitted() {
    RTransaction transaction = redisson.createTransaction(TransactionOptions.defaults());
    transaction.getBucket("bucket").set("in");
    transaction.getMap("map").put("k", "v");
    transaction.getSet("set").add("member");
    assertThat(transaction.getMap("map").get("k")).isEqualTo("v");
    assertThat(redisson.getBucket("bucket").isExists()).isFalse();
    transaction.commit();
    assertThat(redisson.getBucket("bucket").get()).isEqualTo("in");
    assertThat(redisson.getMap("map").get("k")).isEqualTo("v");
    assertThat(redisson.getSet("set").contains("member")).isTrue();

    RTransaction undone = redisson.createTransaction(TransactionOptions.defaults());
    undone.getBucket("bucket").set("never");
    undone.rollback();
    assertThat(redisson.getBucket("bucket").get()).isEqualTo("in");
    assertThatThrownBy(undone::commit).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void scriptsAnswerWhatJavaAsksFor() {
    RScript scripts = redisson.getScript(StringCodec.INSTANCE);
    List<Object> keys = List.of("k1", "k2");
    assertThat(
            scripts.<List<Object>>eval(
                Mode.READ_WRITE,
                "return {KEYS[1], KEYS[2], ARGV[1], 7, false, {1, 'x'}}",
                ReturnType.LIST,
                keys,
                "a"))
        .containsExactly("k1", "k2", "a", 7L, null, List.of(1L, "x"));
    assertThat(scripts.<Boolean>eval(Mode.READ_ONLY, "return 1 == 1", ReturnType.BOOLEAN)).isTrue();
    assertThat(scripts.<String>eval(Mode.READ_ONLY, "return 3.99 .. ''", ReturnType.STRING))
        .isEqualTo("3.99");
    assertThat(scripts.<Long>eval(Mode.READ_ONLY, "return 3.99", ReturnType.LONG)).isEqualTo(3);

    String sha =
        scripts.scriptLoad("redis.call('incr', KEYS[1]); return redis.call('get', KEYS[1])");
    assertThat(scripts.scriptExists(sha, "0".repeat(40))).containsExactly(true, false);
    assertThat(scripts.<String>evalSha(Mode.READ_WRITE, sha, ReturnType.VALUE, List.of("counter")))
        .isEqualTo("1");
    assertThatThrownBy(() -> scripts.evalSha(Mode.READ_WRITE, "0".repeat(40), ReturnType.VALUE))
        .isInstanceOf(RedisException.class)
        .hasMessageContaining("NOSCRIPT");
    assertThatThrownBy(
            () -> scripts.eval(Mode.READ_ONLY, "return redis.call('nope')", ReturnType.VALUE))
        .hasMessageContaining("Unknown Redis command called from script");
    assertThatThrownBy(
            () -> scripts.eval(Mode.READ_ONLY, "return {err = 'MINE of my own'}", ReturnType.VALUE))
        .hasMessageContaining("MINE of my own");
  }

  @Test
  void functionsStayUntilTheyAreDeleted() {
    RFunction functions = redisson.getFunction(StringCodec.INSTANCE);
    functions.flush();
    functions.load(
        "mine",
        """
        redis.register_function('add', function(keys, args)
          return redis.call('incrby', keys[1], args[1])
        end)
        redis.register_function{
          function_name = 'echo',
          callback = function(keys, args) return {keys[1], args[1], #args} end,
          flags = {'no-writes'}
        }
        """);
    assertThatThrownBy(() -> functions.load("mine", "return 1")).isInstanceOf(RedisException.class);
    assertThat(
            functions.<Long>call(
                FunctionMode.WRITE, "add", FunctionResult.LONG, List.of("counter"), 42))
        .isEqualTo(42);
    assertThat(
            functions.<List<Object>>call(
                FunctionMode.READ, "echo", FunctionResult.LIST, List.of("k"), "a", "b"))
        .containsExactly("k", "a", 2L);
    assertThatThrownBy(
            () ->
                functions.call(
                    FunctionMode.READ, "add", FunctionResult.LONG, List.of("counter"), 1))
        .hasMessageContaining("Can not execute a script with write flag using *_ro command");
    FunctionLibrary library = functions.list().get(0);
    assertThat(library.getName()).isEqualTo("mine");
    assertThat(library.getFunctions())
        .extracting(FunctionLibrary.Function::getName)
        .containsExactlyInAnyOrder("add", "echo");
    assertThat(functions.stats().getEngines().get("LUA").getFunctions()).isEqualTo(2);

    byte[] dump = functions.dump();
    functions.delete("mine");
    assertThat(functions.list()).isEmpty();
    functions.restore(dump);
    functions.restoreAndReplace(dump);
    functions.loadAndReplace(
        "mine", "redis.register_function('add', function() return 'replaced' end)");
    assertThat(
            functions.<String>call(
                FunctionMode.WRITE, "add", FunctionResult.STRING, List.of("counter")))
        .isEqualTo("replaced");
    assertThatThrownBy(() -> functions.call(FunctionMode.READ, "echo", FunctionResult.LIST))
        .hasMessageContaining("Function not found");
    functions.flush();
    assertThat(functions.list("m*")).isEmpty();
  }

  @Test
  void aScriptThatSpinsIsKilled() throws Exception {
    RScript scripts = redisson.getScript();
    redisson.getBucket("seen").set("before");
    Future<Object> spinning =
        scripts
            .evalAsync(Mode.READ_ONLY, "while true do end", ReturnType.VALUE)
            .toCompletableFuture();
    boolean killed = false;
    while (!killed) {
      try {
        scripts.scriptKill();
        killed = true;
      } catch (RedisException notYet) {
        assertThat(notYet).hasMessageContaining("NOTBUSY");
      }
    }
    assertThatThrownBy(spinning::get).hasMessageContaining("Script killed by user");
    assertThat(redisson.getBucket("seen").get()).isEqualTo("before");
  }

  /** What the remote side offers. */
  public interface Greeter {
    String greet(String name);
  }

  @Test
  void aMethodIsCalledInAnotherClient() throws Exception {
    RedissonClient worker = Redissons.connect(server, protocol);
    RRemoteService offered = worker.getRemoteService("greetings");
    offered.register(Greeter.class, name -> "hello " + name, 2);
    Greeter greeter =
        redisson
            .getRemoteService("greetings")
            .get(Greeter.class, PATIENCE_SECONDS, SECONDS, PATIENCE_SECONDS, SECONDS);
    for (int i = 0; i < 20; i++) {
      assertThat(greeter.greet("you " + i)).isEqualTo("hello you " + i);
    }
    offered.deregister(Greeter.class);
    worker.shutdown();
  }

  /** A job that travels as bytes. */
  record Square(int number) implements Callable<Integer>, Serializable {
    @Override
    public Integer call() {
      return number * number;
    }
  }

  @Test
  void jobsAreDoneByWorkersNowOrLater() throws Exception {
    RScheduledExecutorService executor = redisson.getExecutorService("executor");
    executor.registerWorkers(WorkerOptions.defaults().workers(2));
    List<Future<Integer>> results = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      results.add(executor.submit(new Square(i)));
    }
    results.add(executor.schedule(new Square(10), 20, MILLISECONDS));
    for (int i = 0; i <= 10; i++) {
      assertThat(results.get(i).get(PATIENCE_SECONDS, SECONDS)).isEqualTo(i * i);
    }
    executor.shutdown();
    executor.delete();
  }
}
