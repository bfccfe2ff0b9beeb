package io.miniredis.server.acl;

import static org.assertj.core.api.Assertions.assertThat;

import io.miniredis.server.command.Commands;
import io.miniredis.server.engine.CommandTable;
import io.miniredis.server.engine.Flag;
import io.miniredis.server.engine.KeySpec;
import io.miniredis.server.engine.Spec;
import io.miniredis.server.testing.TestClient;
import io.miniredis.server.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every command that is no key to other commands is refused to a user who lacks a permission for
 * it: the command itself, its key, its channel; sent alone, in a transaction, and by a script,
 * alone and in a transaction, or by a function. Nothing of it happens. What scripts may not call at
 * all is refused them for that reason, whatever the user's rights, and counted apart.
 */
class NoBypassTest {
  @RegisterExtension final TestServer server = new TestServer();

  private static final String NOT_FOR_SCRIPTS = "ERR This Redis command is not allowed from script";

  private int plain;
  private int queued;
  private int scripted;
  private int notForScripts;

  @Test
  void noCommandPassesWithoutPermission() {
    TestClient admin = server.client();
    admin.send("ACL", "SETUSER", "u", "on", "nopass", "allkeys", "allchannels", "+multi", "+exec");
    admin.send("ACL", "SETUSER", "s", "on", "nopass", "allkeys", "allchannels", "+eval", "+multi");
    admin.send("ACL", "SETUSER", "s", "+exec", "+fcall");
    TestClient user = user("u");
    TestClient scripter = user("s");
    for (CommandTable.Row row : rows()) {
      refused(user, row, words(row.spec()), "NOPERM User u has no permissions to run the '");
      if (!List.of("eval", "fcall").contains(row.spec().fullName())) { // they run all others
        refusedToScript(scripter, row, words(row.spec()), "User s has no permissions to run the '");
      }
    }
    printed("the command");
    assertThat(plain).isGreaterThan(250);
    assertThat(queued).isGreaterThan(250);
    assertThat(scripted).isGreaterThan(200);
  }

  @Test
  void noCommandTouchesAKeyWithoutPermission() {
    TestClient admin = server.client();
    admin.send("ACL", "SETUSER", "u", "on", "nopass", "~mine:*", "allchannels", "+@all");
    TestClient user = user("u");
    for (CommandTable.Row row : rows()) {
      for (KeySpec key : row.spec().keys()) {
        if (key.isKey()) {
          String[] words = words(row.spec(), key);
          refused(user, row, words, "NOPERM No permissions to access a key");
          refusedToScript(user, row, words, "No permissions to access a key");
        }
      }
    }
    assertThat(admin.send("DBSIZE")).isEqualTo(":0");
    printed("the key");
    assertThat(plain).isGreaterThan(220);
    assertThat(queued).isGreaterThan(220);
    assertThat(scripted).isGreaterThan(210);
  }

  @Test
  void noCommandUsesAChannelWithoutPermission() {
    TestClient admin = server.client();
    admin.send("ACL", "SETUSER", "u", "on", "nopass", "~*", "resetchannels", "&mine:*", "+@all");
    TestClient user = user("u");
    for (CommandTable.Row row : rows()) {
      if (row.spec().channels() != Spec.Channels.NONE) {
        refused(user, row, words(row.spec()), "NOPERM No permissions to access a channel");
        refusedToScript(user, row, words(row.spec()), "No permissions to access a channel");
      }
    }
    printed("the channel");
    assertThat(plain).isEqualTo(5);
    assertThat(queued).isEqualTo(5);
    assertThat(scripted + notForScripts).isEqualTo(5);
  }

  /** All commands and subcommands but those that all may use, and those that make transactions. */
  private static List<CommandTable.Row> rows() {
    return new CommandTable(Commands.all())
        .allRows().stream()
            .filter(row -> row.subcommands() == null)
            .filter(row -> !row.spec().is(Flag.NO_AUTH))
            .filter(row -> !List.of("multi", "exec").contains(row.spec().fullName()))
            .toList();
  }

  private void refused(TestClient user, CommandTable.Row row, String[] words, String error) {
    assertThat(user.send(words)).as(List.of(words).toString()).startsWith("-" + error);
    plain++;
    if (!row.spec().is(Flag.NO_MULTI)) {
      user.send("MULTI");
      assertThat(user.send(words)).as("queued " + List.of(words)).startsWith("-" + error);
      assertThat(user.send("EXEC")).startsWith("-EXECABORT");
      queued++;
    }
  }

  private void refusedToScript(
      TestClient user, CommandTable.Row row, String[] words, String reason) {
    boolean callable = !row.spec().is(Flag.NOSCRIPT);
    String error = "-" + (callable ? "ERR ACL failure in script: " + reason : NOT_FOR_SCRIPTS);
    String[] raises = eval("return redis.call(unpack(ARGV))", words);
    assertThat(user.send(raises)).as("called: " + List.of(words)).startsWith(error);
    user.send("MULTI");
    assertThat(user.send(raises)).isEqualTo("+QUEUED");
    assertThat(user.send("EXEC")).as("queued: " + List.of(words)).startsWith("[" + error);
    assertThat(user.send(eval("return redis.pcall(unpack(ARGV))", words)))
        .as("pcalled: " + List.of(words))
        .startsWith(error);
    assertThat(user.send(words("FCALL call 0", words)))
        .as("called by a function: " + List.of(words))
        .startsWith(error);
    assertThat(user.send(eval("return {redis.acl_check_cmd(unpack(ARGV))}", words)))
        .as("asked for: " + List.of(words))
        .isEqualTo("[nil]");
    if (callable) {
      scripted++;
    } else {
      notForScripts++;
    }
  }

  private static String[] eval(String script, String... arguments) {
    List<String> words = new ArrayList<>(List.of("EVAL", script, "0"));
    words.addAll(List.of(arguments));
    return words.toArray(String[]::new);
  }

  private static String[] words(String line, String... more) {
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @BeforeEach
  void loadFunction() {
    String library =
        "#!lua name=lib\nredis.register_function('call',"
            + " function(keys, args) return redis.call(unpack(args)) end)";
    assertThat(server.client().send("FUNCTION", "LOAD", library)).isEqualTo("lib");
  }

  private TestClient user(String name) {
    TestClient user = server.client();
    assertThat(user.send("AUTH", name, "x")).isEqualTo("+OK");
    return user;
  }

  private void printed(String lacking) {
    System.out.printf(
        "refused for want of %s: %d alone, %d in MULTI, %d in scripts (each by call, pcall,"
            + " acl_check_cmd, in MULTI and by a function); not for scripts at all: %d; bypasses: 0%n",
        lacking, plain, queued, scripted, notForScripts);
  }

  /** The command with as many arguments as it must have, every one a channel of others. */
  private static String[] words(Spec spec) {
    return filled(spec, "theirs").toArray(String[]::new);
  }

  /** The command with one key that nobody may use, at this place; all else may be used. */
  private static String[] words(Spec spec, KeySpec key) {
    List<String> words = filled(spec, "mine:x");
    spec.keys().stream()
        .filter(other -> other.find() == KeySpec.Find.KEYNUM)
        .forEach(other -> put(words, other.index(), "1"));
    if (key.find() == KeySpec.Find.KEYNUM) {
      put(words, key.index() + key.firstKey(), "theirs");
    } else if (key.keyword() == null) {
      put(words, Math.max(1, key.index()), "theirs"); // SORT tells not where its first key is
    } else {
      int from = key.limit() > 0 ? key.index() : words.size(); // STREAMS halves what follows
      if (spec.fullName().equals("xreadgroup")) {
        put(words, 1, "GROUP");
      }
      put(words, from, key.keyword());
      words.subList(from + 1, words.size()).clear();
      words.add("theirs");
      if (key.limit() > 0) {
        words.add("0");
      }
    }
    return words.toArray(String[]::new);
  }

  private static List<String> filled(Spec spec, String word) {
    List<String> words = new ArrayList<>(List.of(spec.name().split(" ")));
    while (words.size() < Math.abs(spec.arity())) {
      words.add(word);
    }
    return words;
  }

  private static void put(List<String> words, int index, String word) {
    while (words.size() <= index) {
      words.add("mine:x");
    }
    words.set(index, word);
  }
}
