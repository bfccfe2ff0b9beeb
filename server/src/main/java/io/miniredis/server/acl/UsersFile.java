package io.miniredis.server.acl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.miniredis.server.config.SafeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of users: a line each, {@code user NAME rule...} (setting {@code aclfile}). */
public final class UsersFile {
  /**
   * What a file says.
   *
   * @param errors what is wrong with it, each with its line; empty: it can be used
   */
  public record Contents(List<User> users, List<String> errors) {}

  private final Users users;
  private final Path file;

  public UsersFile(Users users, Path file) {
    this.users = users;
    this.file = file;
  }

  /** Reads the file, and changes nothing by it. */
  public Contents read() throws IOException {
    Map<String, User> parsed = new LinkedHashMap<>();
    List<String> errors = new ArrayList<>();
    List<String> lines = Files.readAllLines(file, ISO_8859_1);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      String error = line.isEmpty() ? "" : parse(List.of(line.split("\\s+")), parsed);
      if (!error.isEmpty()) {
        errors.add(file + ":" + (i + 1) + error);
      }
    }
    return new Contents(List.copyOf(parsed.values()), errors);
  }

  /** What is wrong with a line's words; empty if nothing. */
  private String parse(List<String> words, Map<String, User> into) {
    if (!words.getFirst().equals("user") || words.size() < 2) {
      return " should start with user keyword followed by the username.";
    }
    String name = words.get(1);
    try {
      User user = users.made(name, words.subList(2, words.size()));
      boolean first = into.putIfAbsent(name, user) == null;
      return first ? "" : ": Duplicate user '" + name + "' found.";
    } catch (RuleException e) {
      return ": " + e.reason() + ".";
    }
  }

  /** Writes the users of now. The file is whole at every moment. */
  public void save() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (User user : users.all()) {
      lines.append(user.toLine()).append('\n');
    }
    SafeFile.replace(file, lines.toString().getBytes(ISO_8859_1));
  }
}
