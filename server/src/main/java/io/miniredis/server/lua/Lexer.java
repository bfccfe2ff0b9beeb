package io.miniredis.server.lua;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Cuts a chunk's text into tokens. */
final class Lexer {
  private static final int END = -1;

  private final byte[] in;
  private final String source;
  private int at;
  private int c;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  /** The token at hand, and what it holds. */
  Token token = Token.EOS;

  int character; // of a CHAR
  double number;
  LuaString string = LuaString.EMPTY; // of a NAME or STRING

  int line = 1; // of the token at hand
  int lastLine = 1; // of the one before

  // the token behind the one at hand, if it was looked at
  private boolean ahead;
  private Token aheadToken = Token.EOS;
  private int aheadCharacter;
  private double aheadNumber;
  private LuaString aheadString = LuaString.EMPTY;

  Lexer(LuaString chunk, String source) {
    this.in = chunk.bytes;
    this.source = source;
    read();
    if (c == '#') { // as in the first line of a Unix executable: not for chunks of memory
      at = 0;
      read();
    }
  }

  private void read() {
    c = at < in.length ? in[at++] & 0xFF : END;
  }

  private void save() {
    text.write(c);
    read();
  }

  /** Goes on to the next token. */
  void next() {
    lastLine = line;
    if (ahead) {
      ahead = false;
      token = aheadToken;
      character = aheadCharacter;
      number = aheadNumber;
      string = aheadString;
    } else {
      token = scan();
    }
  }

  /** The token behind the one at hand. */
  Token peek() {
    Token now = token;
    int nowCharacter = character;
    double nowNumber = number;
    LuaString nowString = string;
    aheadToken = scan();
    aheadCharacter = character;
    aheadNumber = number;
    aheadString = string;
    ahead = true;
    token = now;
    character = nowCharacter;
    number = nowNumber;
    string = nowString;
    return aheadToken;
  }

  /** Whether the token that was peeked at is this character. */
  boolean isAhead(int wanted) {
    return aheadToken == Token.CHAR && aheadCharacter == wanted;
  }

  boolean is(int wanted) {
    return token == Token.CHAR && character == wanted;
  }

  /** An error near the token at hand. */
  LuaError error(String message) {
    boolean zero = token == Token.CHAR && character == 0; // is not shown
    return zero ? errorOf(message) : error(message, shown(token));
  }

  private LuaError error(String message, String near) {
    return LuaError.plain(prefix() + message + " near '" + near + "'");
  }

  /** An error that is near nothing. */
  LuaError errorOf(String message) {
    return LuaError.plain(prefix() + message);
  }

  private String prefix() {
    return Proto.chunkName(source) + ":" + line + ": ";
  }

  private String shown(Token t) {
    return switch (t) {
      case NAME, STRING, NUMBER -> saved();
      case CHAR -> shown(character);
      default -> t.text;
    };
  }

  private String saved() {
    String s = text.toString(StandardCharsets.ISO_8859_1);
    int zero = s.indexOf(0);
    return zero < 0 ? s : s.substring(0, zero);
  }

  static String shown(int character) {
    return character < 32 || character == 127
        ? "char(" + character + ")"
        : String.valueOf((char) character);
  }

  private Token scan() {
    text.reset();
    while (true) {
      switch (c) {
        case '\n', '\r' -> newline();
        case '-' -> {
          read();
          if (c != '-') {
            return character('-');
          }
          read();
          comment();
        }
        case '[' -> {
          int level = bracket();
          if (level >= 0) {
            string = longText(level, true);
            return Token.STRING;
          }
          if (level < -1) {
            throw error("invalid long string delimiter", saved());
          }
          return character('[');
        }
        case '=' -> {
          return orEqual('=', Token.EQ);
        }
        case '<' -> {
          return orEqual('<', Token.LE);
        }
        case '>' -> {
          return orEqual('>', Token.GE);
        }
        case '~' -> {
          return orEqual('~', Token.NE);
        }
        case '"', '\'' -> {
          quoted(c);
          return Token.STRING;
        }
        case '.' -> {
          return dots();
        }
        case END -> {
          return Token.EOS;
        }
        default -> {
          if (!isSpace(c)) {
            return other();
          }
          read();
        }
      }
    }
  }

  private Token character(int which) {
    character = which;
    return Token.CHAR;
  }

  private Token orEqual(int first, Token two) {
    read();
    if (c != '=') {
      return character(first);
    }
    read();
    return two;
  }

  private Token dots() {
    save();
    if (c == '.') {
      read();
      if (c == '.') {
        read();
        return Token.DOTS;
      }
      return Token.CONCAT;
    }
    if (!isDigit(c)) {
      return character('.');
    }
    numeral();
    return Token.NUMBER;
  }

  private Token other() {
    if (isDigit(c)) {
      numeral();
      return Token.NUMBER;
    }
    if (!isLetter(c)) {
      int which = c;
      read();
      return character(which);
    }
    do {
      save();
    } while (isLetter(c) || isDigit(c));
    string = LuaString.of(text.toByteArray());
    Token word = Token.WORDS.get(string.toString());
    return word == null ? Token.NAME : word;
  }

  private void newline() {
    int old = c;
    read();
    if ((c == '\n' || c == '\r') && c != old) {
      read();
    }
    line++;
  }

  private void comment() {
    if (c == '[') {
      int level = bracket();
      text.reset();
      if (level >= 0) {
        longText(level, false);
        text.reset();
        return;
      }
    }
    while (c != '\n' && c != '\r' && c != END) {
      read();
    }
  }

  /**
   * Reads {@code [==[} but for its last bracket: how many = there are; less than 0 if it is none.
   */
  private int bracket() {
    int first = c;
    int count = 0;
    save();
    while (c == '=') {
      save();
      count++;
    }
    return c == first ? count : -count - 1;
  }

  private LuaString longText(int level, boolean isString) {
    save();
    if (c == '\n' || c == '\r') {
      newline();
    }
    while (true) {
      switch (c) {
        case END ->
            throw error(isString ? "unfinished long string" : "unfinished long comment", "<eof>");
        case '[' -> {
          if (bracket() == level) {
            save();
            if (level == 0) {
              throw error("nesting of [[...]] is deprecated", "[");
            }
          }
        }
        case ']' -> {
          if (bracket() == level) {
            save();
            byte[] all = text.toByteArray();
            int edge = 2 + level;
            return LuaString.of(all, edge, all.length - 2 * edge);
          }
        }
        case '\n', '\r' -> {
          text.write('\n');
          newline();
        }
        default -> save();
      }
    }
  }

  private void quoted(int delimiter) {
    save();
    while (c != delimiter) {
      switch (c) {
        case END -> throw error("unfinished string", "<eof>");
        case '\n', '\r' -> throw error("unfinished string", saved());
        case '\\' -> escape();
        default -> save();
      }
    }
    save();
    byte[] all = text.toByteArray();
    string = LuaString.of(all, 1, all.length - 2);
  }

  private void escape() {
    read();
    switch (c) {
      case 'a' -> replace(7);
      case 'b' -> replace('\b');
      case 'f' -> replace('\f');
      case 'n' -> replace('\n');
      case 'r' -> replace('\r');
      case 't' -> replace('\t');
      case 'v' -> replace(11);
      case '\n', '\r' -> {
        text.write('\n');
        newline();
      }
      case END -> {} // told by the loop
      default -> {
        if (isDigit(c)) {
          decimalEscape();
        } else {
          save();
        }
      }
    }
  }

  private void replace(int by) {
    text.write(by);
    read();
  }

  private void decimalEscape() {
    int value = 0;
    for (int i = 0; i < 3 && isDigit(c); i++) {
      value = 10 * value + (c - '0');
      read();
    }
    if (value > 255) {
      throw error("escape sequence too large", saved());
    }
    text.write(value);
  }

  private void numeral() {
    while (isDigit(c) || c == '.') {
      save();
    }
    if (c == 'e' || c == 'E') {
      save();
      if (c == '+' || c == '-') {
        save();
      }
    }
    while (isDigit(c) || isLetter(c)) {
      save();
    }
    byte[] all = text.toByteArray();
    if (!LuaNumbers.isNumber(all)) {
      throw error("malformed number", saved());
    }
    number = LuaNumbers.parse(all);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isSpace(int c) {
    return c == ' ' || (c >= 9 && c <= 13);
  }
}
