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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every command that is no key to other commands is refused to a user who lacks a permission for
 * it: the command itself, its key, its channel; sent alone and in a transaction. Nothing of it
 * happens.
 */
class NoBypassTest {
  @RegisterExtension final TestServer server = new TestServer();

  private int checked;

  @Test
  void noCommandPassesWithoutPermission() {
    TestClient admin = server.client();
    admin.send("ACL", "SETUSER", "u", "on", "nopass", "allkeys", "allchannels", "+multi", "+exec");
    TestClient user = server.client();
    user.send("AUTH", "u", "x");
    for (CommandTable.Row row : rows()) {
      refused(user, row, "NOPERM User u has no permissions to run the '");
    }
    System.out.println("refused for want of the command: " + checked + ", bypasses: 0");
    assertThat(checked).isGreaterThan(500);
  }

  @Test
  void noCommandTouchesAKeyWithoutPermission() {
    TestClient admin = server.client();
    admin.send("ACL", "SETUSER", "u", "on", "nopass", "~mine:*", "allchannels", "+@all");
    TestClient user = server.client();
    user.send("AUTH", "u", "x");
    for (CommandTable.Row row : rows()) {
      if (row.spec().keys().stream().anyMatch(NoBypassTest::isPlainKey)) {
        refused(user, row, "NOPERM No permissions to access a key");
      }
    }
    assertThat(admin.send("DBSIZE")).isEqualTo(":0");
    System.out.println("refused for want of the key: " + checked + ", bypasses: 0");
    assertThat(checked).isGreaterThan(300);
  }

  @Test
  void noCommandUsesAChannelWithoutPermission() {
    TestClient admin = server.client();
    admin.send("ACL", "SETUSER", "u", "on", "nopass", "~*", "resetchannels", "&mine:*", "+@all");
    TestClient user = server.client();
    user.send("AUTH", "u", "x");
    for (CommandTable.Row row : rows()) {
      if (row.spec().channels() != Spec.Channels.NONE) {
        refused(user, row, "NOPERM No permissions to access a channel");
      }
    }
    System.out.println("refused for want of the channel: " + checked + ", bypasses: 0");
    assertThat(checked).isEqualTo(10);
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

  private static boolean isPlainKey(KeySpec key) {
    return key.isKey() && key.begin() == KeySpec.Begin.INDEX && key.find() == KeySpec.Find.RANGE;
  }

  private void refused(TestClient user, CommandTable.Row row, String error) {
    String[] words = words(row.spec());
    assertThat(user.send(words)).as(List.of(words).toString()).startsWith("-" + error);
    checked++;
    if (!row.spec().is(Flag.NO_MULTI)) {
      user.send("MULTI");
      assertThat(user.send(words)).as("queued " + List.of(words)).startsWith("-" + error);
      assertThat(user.send("EXEC")).startsWith("-EXECABORT");
      checked++;
    }
  }

  /** The command with as many arguments as it must have, every one a key that nobody may use. */
  private static String[] words(Spec spec) {
    List<String> words = new ArrayList<>(List.of(spec.name().split(" ")));
    int count = Math.max(Math.abs(spec.arity()), words.size());
    boolean needsKey = spec.keys().stream().anyMatch(NoBypassTest::isPlainKey);
    while (words.size() < count + (needsKey && spec.arity() < 0 ? 1 : 0)) {
      words.add("theirs");
    }
    return words.toArray(String[]::new);
  }
}
