package io.miniredis.it.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Commands that make keys of every type, in every representation, with values at the edges. */
final class RdbData {
  private static final String[] EDGES = {
    "0",
    "-1",
    "12",
    "127",
    "128",
    "-128",
    "-129",
    "4095",
    "4096",
    "-4096",
    "-4097",
    "32767",
    "-32768",
    "32768",
    "8388607",
    "-8388608",
    "8388608",
    "2147483647",
    "-2147483648",
    "2147483648",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "007",
    "+1",
    "-0",
    "1.5",
    "",
    " ",
    "a",
    "\u0000\u0001\u00ff\r\n"
  };

  private final Wire wire;
  private final Random random = new Random(20);
  private final boolean knowsFieldExpiry;

  private RdbData(Wire wire, boolean knowsFieldExpiry) {
    this.wire = wire;
    this.knowsFieldExpiry = knowsFieldExpiry;
  }

  /** Fills databases 0 and 3 of a server. */
  static void fill(Wire wire, boolean knowsFieldExpiry) throws IOException {
    RdbData data = new RdbData(wire, knowsFieldExpiry);
    data.strings();
    data.lists();
    data.sets();
    data.sortedSets();
    data.hashes();
    data.streams();
    data.functions();
    data.run("SELECT", "3");
    data.run("SET", "elsewhere", "x", "PXAT", "4102444800123");
    data.run("SELECT", "0");
  }

  private void strings() throws IOException {
    for (int i = 0; i < EDGES.length; i++) {
      run("SET", "string:edge:" + i, EDGES[i]);
    }
    for (int length : new int[] {20, 21, 44, 45, 63, 64, 16383, 16384, 300_000}) {
      run("SET", "string:even:" + length, "a".repeat(length));
      run("SET", "string:text:" + length, text(length));
      run("SET", "string:noise:" + length, noise(length));
    }
    run("APPEND", "string:grown", "abc");
    run("APPEND", "string:grown", "def");
    run("SETRANGE", "string:sparse", "5000", "x");
    run("PFADD", "string:hll", "a", "b", "c");
    run("SET", "string:expires", "x", "PXAT", "4102444800000");
    run("SET", noise(200), "a long key of any bytes");
    run("SET", "", "a key of no bytes");
  }

  private void lists() throws IOException {
    run(words("RPUSH", "list:edges", EDGES));
    run(words("RPUSH", "list:lengths", lengths(60, 66, 125, 130, 250, 260, 4090, 4100)));
    run(words("RPUSH", "list:long", lengths(16380, 16384, 65530, 65540, 9000)));
    run("RPUSH", "list:huge", noise(200_000), "small", text(100_000));
    for (int i = 0; i < 40; i++) {
      run(words("RPUSH", "list:many", numbers(500)));
    }
    run("LTRIM", "list:many", "700", "-300");
    run("PEXPIREAT", "list:many", "4102444800000");
  }

  private void sets() throws IOException {
    run("SADD", "set:int16", "1", "-2", "300", "32767", "-32768");
    run("SADD", "set:int32", "1", "-2", "2147483647", "-2147483648");
    run("SADD", "set:int64", "1", "-9223372036854775808", "9223372036854775807");
    run(words("SADD", "set:int512", range(512)));
    run(words("SADD", "set:int513", range(513)));
    run(words("SADD", "set:edges", EDGES));
    run("SADD", "set:small", "a", "b", "12");
    run(words("SADD", "set:strings", lengths(60, 68)));
    run(words("SADD", "set:many", texts(3000)));
  }

  private void sortedSets() throws IOException {
    run(
        "ZADD",
        "zset:scores",
        "inf",
        "a",
        "-inf",
        "b",
        "0.1",
        "c",
        "-0.0",
        "d",
        "5e-324",
        "e",
        "1.7976931348623157e308",
        "f",
        "3",
        "g",
        "-3",
        "h",
        "1e17",
        "i",
        "12345678901234567",
        "j",
        "0.30000000000000004",
        "k",
        "9007199254740993",
        "l",
        "1e21",
        "m");
    List<String> members = new ArrayList<>(List.of("ZADD", "zset:edges"));
    for (String edge : EDGES) {
      members.add(Integer.toString(random.nextInt(7)));
      members.add(edge);
    }
    run(members);
    run("ZADD", "zset:long", "1", "x".repeat(65), "2", "y");
    for (int i = 0; i < 10; i++) {
      List<String> many = new ArrayList<>(List.of("ZADD", "zset:many"));
      for (int j = 0; j < 300; j++) {
        many.add(Double.toString(random.nextGaussian()));
        many.add("member" + random.nextInt(5000));
      }
      run(many);
    }
    run("ZADD", "zset:inf:many", "inf", "x".repeat(65), "-inf", "y", "0", "z", "-0", "zz");
  }

  private void hashes() throws IOException {
    List<String> edges = new ArrayList<>(List.of("HSET", "hash:edges"));
    for (String edge : EDGES) {
      edges.add(edge);
      edges.add(EDGES[random.nextInt(EDGES.length)]);
    }
    run(edges);
    run("HSET", "hash:long", "field", "v".repeat(65), noise(70), "x");
    run(words("HSET", "hash:many", texts(3000)));
    if (!knowsFieldExpiry) {
      return;
    }
    run("HSET", "hash:timed", "a", "1", "b", "2", "c", "3", "never", "4");
    run("HPEXPIREAT", "hash:timed", "4102444800000", "FIELDS", "1", "b");
    run("HPEXPIREAT", "hash:timed", "4102444700000", "FIELDS", "1", "a");
    run("HPEXPIREAT", "hash:timed", "4102444900000", "FIELDS", "1", "c");
    run("HSET", "hash:timed:long", "a", "v".repeat(65), "b", "2", "c", "3");
    run("HPEXPIREAT", "hash:timed:long", "4102444800000", "FIELDS", "1", "b");
    run("HPEXPIREAT", "hash:timed:long", "4102444700000", "FIELDS", "1", "a");
    run("HSET", "hash:once:timed", "a", "1", "b", "2");
    run("HPEXPIREAT", "hash:once:timed", "4102444800000", "FIELDS", "1", "b");
    run("HPERSIST", "hash:once:timed", "FIELDS", "1", "b");
  }

  private void streams() throws IOException {
    for (int i = 0; i < 350; i++) {
      String id = (1000 + i / 3) + "-" + (i % 3 + 1);
      if (i % 7 == 3) {
        run("XADD", "stream", id, "other", EDGES[i % EDGES.length], "and", "more", "", "");
      } else {
        run("XADD", "stream", id, "field", Integer.toString(i), "text", text(i % 90));
      }
    }
    run("XDEL", "stream", "1000-1", "1003-2", "1050-1");
    run("XGROUP", "CREATE", "stream", "group", "0");
    run("XGROUP", "CREATE", "stream", "later", "$");
    run("XGROUP", "CREATE", "stream", "counted", "1010-2", "ENTRIESREAD", "31");
    run("XGROUP", "CREATECONSUMER", "stream", "group", "idle one");
    run("XREADGROUP", "GROUP", "group", "ann", "COUNT", "80", "STREAMS", "stream", ">");
    run("XREADGROUP", "GROUP", "group", "bob", "COUNT", "5", "STREAMS", "stream", ">");
    run(
        "XCLAIM",
        "stream",
        "group",
        "bob",
        "0",
        "1001-1",
        "RETRYCOUNT",
        "9",
        "TIME",
        "1600000000000");
    run("XACK", "stream", "group", "1002-1", "1002-2");
    run("XDEL", "stream", "1004-1");
    run("XADD", "stream:ids", "18446744073709551614-18446744073709551615", "a", "b");
    run("XADD", "stream:ids", "18446744073709551615-1", "a", "b");
    run("XADD", "stream:empty", "5-5", "a", "b");
    run("XDEL", "stream:empty", "5-5");
    run("XADD", "stream:trimmed", "1-1", "a", noise(5000));
    for (int i = 2; i < 50; i++) {
      run("XADD", "stream:trimmed", i + "-1", "a", text(300));
    }
    run("XTRIM", "stream:trimmed", "MAXLEN", "33");
    run("XSETID", "stream:trimmed", "100-0", "ENTRIESADDED", "77", "MAXDELETEDID", "60-1");
  }

  private void functions() throws IOException {
    for (String name : new String[] {"one", "two"}) {
      String code = "redis.register_function('f_%s', function() return 1 end)".formatted(name);
      run("FUNCTION", "LOAD", "#!lua name=" + name + "\n" + code + "\n-- " + text(400));
    }
  }

  private void run(String... words) throws IOException {
    run(List.of(words));
  }

  private void run(List<String> words) throws IOException {
    Reply reply = wire.call(words).reply();
    if (reply.type() == '-') {
      throw new IOException(words + " is answered " + reply);
    }
  }

  private static List<String> words(String command, String key, String... more) {
    List<String> all = new ArrayList<>(List.of(command, key));
    all.addAll(List.of(more));
    return all;
  }

  private static String[] range(int n) {
    String[] all = new String[n];
    for (int i = 0; i < n; i++) {
      all[i] = Integer.toString(i * 3 - 700);
    }
    return all;
  }

  private String[] numbers(int n) {
    String[] all = new String[n];
    for (int i = 0; i < n; i++) {
      all[i] = Long.toString(random.nextLong() >> random.nextInt(64));
    }
    return all;
  }

  private String[] texts(int n) {
    String[] all = new String[n];
    for (int i = 0; i < n; i++) {
      all[i] = i + text(random.nextInt(50));
    }
    return all;
  }

  private String[] lengths(int... all) {
    String[] words = new String[all.length];
    for (int i = 0; i < all.length; i++) {
      words[i] = noise(all[i]);
    }
    return words;
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append("word").append(random.nextInt(30)).append(' ');
    }
    return text.substring(0, length);
  }

  private String noise(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
