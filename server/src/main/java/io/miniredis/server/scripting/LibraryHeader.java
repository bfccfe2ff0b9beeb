package io.miniredis.server.scripting;

import io.miniredis.server.config.RawText;
import io.miniredis.server.config.Words;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.lua.LuaString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a library's text: {@code #!lua name=mylib}.
 *
 * @param length of the line, its end not counted
 */
record LibraryHeader(String name, int length) {
  private static final CommandError INVALID = CommandError.of("ERR Invalid library metadata");
  private static final String NAME = "name=";
  private static final String ENGINE = "lua";

  /**
   * Reads it; what comes first is told: that there is none, that it is no line of words, a word
   * that is not known, no name, a wrong name, another language.
   *
   * @throws CommandError if it is wrong
   */
  static LibraryHeader of(String code) {
    if (!code.startsWith("#!")) {
      throw CommandError.of("ERR Missing library metadata");
    }
    int end = code.indexOf('\n');
    if (end < 0 || code.lastIndexOf('\0', end) >= 0) {
      throw INVALID;
    }
    List<String> words = Words.split(LuaString.of(code.substring(0, end)).bytes());
    if (words == null || words.isEmpty()) {
      throw INVALID;
    }
    String name = name(words);
    if (!isName(name)) {
      throw wrongName();
    }
    String engine = words.get(0).substring("#!".length());
    if (!engine.equalsIgnoreCase(ENGINE)) {
      throw CommandError.of("ERR Engine '" + latin(engine) + "' not found");
    }
    return new LibraryHeader(name, end);
  }

  private static String name(List<String> words) {
    @Nullable String name = null;
    for (String word : words.subList(1, words.size())) {
      if (!word.regionMatches(true, 0, NAME, 0, NAME.length())) {
        throw CommandError.of("ERR Invalid metadata value given: " + latin(word));
      }
      if (name != null) {
        throw CommandError.of("ERR Invalid metadata value, name argument was given multiple times");
      }
      name = word.substring(NAME.length());
    }
    if (name == null) {
      throw CommandError.of("ERR Library name was not given");
    }
    return name;
  }

  /** Text as replies have it: a byte a character. */
  private static String latin(String word) {
    return LuaString.of(RawText.encode(word)).toString();
  }

  /** Whether a library, or a function, may be called so. */
  static boolean isName(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '_');
  }

  static CommandError wrongName() {
    return CommandError.of("ERR " + WRONG_NAME);
  }

  static final String WRONG_NAME =
      "Library names can only contain letters, numbers, or underscores(_) and must be at least one"
          + " character long";
}
