package io.miniredis.server.acl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.miniredis.server.config.Config;
import io.miniredis.server.config.ConfigException;
import io.miniredis.server.config.Directive;
import io.miniredis.server.config.RawText;
import io.miniredis.server.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The users that a server starts with: of the file of users, or of the configuration. */
public final class StartingUsers {
  private StartingUsers() {}

  /**
   * Makes the users, and has CONFIG REWRITE write those of then.
   *
   * @throws ConfigException if a line is wrong, or users are told in both places
   */
  public static void load(Config config, Users users) {
    String file = config.get(Settings.ACLFILE);
    if (!file.isEmpty()) {
      if (!config.users().isEmpty()) {
        throw new ConfigException(
            "users stand both in the configuration and in aclfile " + file + ": have one of them");
      }
      load(new UsersFile(users, Path.of(file)), users);
      return;
    }
    for (Directive directive : config.users()) {
      load(directive, users);
    }
    config.userLines(() -> lines(users));
  }

  private static void load(UsersFile file, Users users) {
    try {
      UsersFile.Contents contents = file.read();
      if (!contents.errors().isEmpty()) {
        throw new ConfigException(String.join("; ", contents.errors()));
      }
      users.replace(contents);
    } catch (IOException e) {
      throw new ConfigException("aclfile cannot be read: " + e);
    }
  }

  private static void load(Directive directive, Users users) {
    List<String> words =
        directive.args().stream()
            .map(word -> new String(RawText.encode(word), ISO_8859_1))
            .toList();
    try {
      if (words.isEmpty()) {
        throw new RuleException("a user has a name");
      }
      users.change(words.getFirst(), words.subList(1, words.size()));
    } catch (RuleException e) {
      String where = directive.where().isEmpty() ? "" : directive.where() + ": ";
      throw new ConfigException(where + "user: " + e.reason());
    }
  }

  /** The users as directives: those that differ from what the settings make alone. */
  private static List<String> lines(Users users) {
    List<String> lines = new ArrayList<>();
    for (User user : users.all()) {
      if (!users.isAsConfigured(user)) {
        lines.add(RawText.decode(user.toLine().getBytes(ISO_8859_1)));
      }
    }
    return lines;
  }
}
