package io.miniredis.server.scripting;

import io.miniredis.server.lua.ByteSink;
import io.miniredis.server.lua.LuaError;
import io.miniredis.server.lua.LuaNumbers;
import io.miniredis.server.lua.LuaTable;
import io.miniredis.server.lua.Runtime;
import java.util.Arrays;

/** Reads JSON as values of Lua. */
final class JsonReader {
  private static final int DEEPEST = 1000; // whatever the settings say: it takes Java's stack

  /** The kinds of tokens, under the names that errors tell. */
  private enum Token {
    T_OBJ_BEGIN,
    T_OBJ_END,
    T_ARR_BEGIN,
    T_ARR_END,
    T_STRING,
    T_NUMBER,
    T_BOOLEAN,
    T_NULL,
    T_COLON,
    T_COMMA,
    T_END,
    T_ERROR
  }

  private final Json json;
  private final Runtime rt;
  private final byte[] in;
  private int at;
  private int depth;
  private Token token = Token.T_END;
  private int index; // where the token begins
  private String problem = "";
  private Object value = Boolean.FALSE;

  JsonReader(Json json, Runtime rt, byte[] in) {
    this.json = json;
    this.rt = rt;
    this.in = in;
  }

  Object readAll() {
    if (in.length >= 2 && (in[0] == 0 || in[1] == 0)) {
      throw LuaError.of("JSON parser does not support UTF-16 or UTF-32");
    }
    next();
    Object all = value();
    next();
    if (token != Token.T_END) {
      throw expected("the end");
    }
    return all;
  }

  private LuaError expected(String what) {
    String found = token == Token.T_ERROR ? problem : token.name();
    return LuaError.of("Expected " + what + " but found " + found + " at character " + (index + 1));
  }

  private Object value() {
    return switch (token) {
      case T_STRING, T_NUMBER, T_BOOLEAN, T_NULL -> value;
      case T_OBJ_BEGIN -> object();
      case T_ARR_BEGIN -> array();
      default -> throw expected("value");
    };
  }

  private void descend() {
    depth++;
    if (depth > json.decodeDepth || depth > DEEPEST) {
      throw LuaError.of("Found too many nested data structures (" + depth + ") at character " + at);
    }
  }

  private Object object() {
    descend();
    LuaTable t = new LuaTable(rt);
    next();
    while (token != Token.T_OBJ_END) {
      if (token != Token.T_STRING) {
        throw expected("object key string");
      }
      Object key = value;
      next();
      if (token != Token.T_COLON) {
        throw expected("colon");
      }
      next();
      t.set(key, value());
      next();
      if (token == Token.T_OBJ_END) {
        break;
      }
      if (token != Token.T_COMMA) {
        throw expected("comma or object end");
      }
      next();
      if (token == Token.T_OBJ_END) {
        throw expected("object key string");
      }
    }
    depth--;
    return t;
  }

  private Object array() {
    descend();
    LuaTable t = new LuaTable(rt);
    next();
    for (int i = 1; token != Token.T_ARR_END; i++) {
      t.set(i, value());
      next();
      if (token == Token.T_ARR_END) {
        break;
      }
      if (token != Token.T_COMMA) {
        throw expected("comma or array end");
      }
      next();
      if (token == Token.T_ARR_END) {
        throw expected("value");
      }
    }
    depth--;
    return t;
  }

  // ---- tokens

  private int peek(int offset) {
    return at + offset < in.length ? in[at + offset] & 0xFF : 0;
  }

  private void next() {
    rt.work(1);
    while (peek(0) == ' ' || peek(0) == '\t' || peek(0) == '\n' || peek(0) == '\r') {
      at++;
    }
    index = at;
    int c = peek(0);
    switch (c) {
      case 0 -> {
        if (at < in.length) {
          error("invalid token");
        } else {
          token = Token.T_END;
        }
      }
      case '{' -> single(Token.T_OBJ_BEGIN);
      case '}' -> single(Token.T_OBJ_END);
      case '[' -> single(Token.T_ARR_BEGIN);
      case ']' -> single(Token.T_ARR_END);
      case ':' -> single(Token.T_COLON);
      case ',' -> single(Token.T_COMMA);
      case '"' -> string();
      default -> word(c);
    }
  }

  private void single(Token t) {
    token = t;
    at++;
  }

  private void error(String text) {
    token = Token.T_ERROR;
    problem = text;
    index = at;
  }

  private void word(int c) {
    if (c == '-' || (c >= '0' && c <= '9')) {
      if (!json.decodeInvalid && isInvalidNumber()) {
        error("invalid number");
      } else {
        number();
      }
    } else if (isWord("true", Boolean.TRUE, Token.T_BOOLEAN)
        || isWord("false", Boolean.FALSE, Token.T_BOOLEAN)
        || isWord("null", Json.NULL, Token.T_NULL)) {
      return;
    } else if (json.decodeInvalid && "+iInN".indexOf(c) >= 0 && isInvalidNumber()) {
      number();
    } else {
      error("invalid token");
    }
  }

  private boolean isWord(String word, Object meaning, Token t) {
    for (int i = 0; i < word.length(); i++) {
      if (peek(i) != word.charAt(i)) {
        return false;
      }
    }
    at += word.length();
    token = t;
    value = meaning;
    return true;
  }

  /** Whether it is a number for C but not for JSON. */
  private boolean isInvalidNumber() {
    if (peek(0) == '+') {
      return true;
    }
    int first = peek(0) == '-' ? 1 : 0;
    int c = peek(first);
    if (c == '0') {
      int d = peek(first + 1);
      return (d | 0x20) == 'x' || (d >= '0' && d <= '9');
    }
    if (c <= '9') {
      return false;
    }
    String three = "" + (char) c + (char) peek(first + 1) + (char) peek(first + 2);
    return three.equalsIgnoreCase("inf") || three.equalsIgnoreCase("nan");
  }

  /** Takes the longest text that is a number. */
  private void number() {
    int end = LuaNumbers.endOfNumber(in, at);
    if (end == at) {
      error("invalid number");
      return;
    }
    value = LuaNumbers.parse(Arrays.copyOfRange(in, at, end));
    at = end;
    token = Token.T_NUMBER;
  }

  private void string() {
    ByteSink text = new ByteSink(rt);
    at++;
    while (peek(0) != '"') {
      int c = peek(0);
      if (c == 0) {
        error("unexpected end of string");
        return;
      }
      if (c == '\\') {
        if (!escape(text)) {
          return;
        }
      } else {
        text.write(c);
        at++;
      }
    }
    at++;
    token = Token.T_STRING;
    value = text.toLuaString();
  }

  private boolean escape(ByteSink text) {
    int c = peek(1);
    int replaced =
        switch (c) {
          case '"', '\\', '/' -> c;
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> -1;
        };
    if (replaced >= 0) {
      text.write(replaced);
      at += 2;
      return true;
    }
    if (c != 'u') {
      error("invalid escape code");
      return false;
    }
    if (!unicode(text)) {
      error("invalid unicode escape code");
      return false;
    }
    return true;
  }

  /** Four digits of hexadecimal, or -1. */
  private int hex(int offset) {
    int n = 0;
    for (int i = 0; i < 4; i++) {
      int c = peek(offset + i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      n = n << 4 | digit;
    }
    return n;
  }

  private boolean unicode(ByteSink text) {
    int point = hex(2);
    int taken = 6;
    if (point < 0) {
      return false;
    }
    if ((point & 0xF800) == 0xD800) { // one of a pair
      if ((point & 0x400) != 0 || peek(6) != '\\' || peek(7) != 'u') {
        return false;
      }
      int low = hex(8);
      if (low < 0 || (low & 0xFC00) != 0xDC00) {
        return false;
      }
      point = 0x10000 + ((point & 0x3FF) << 10 | (low & 0x3FF));
      taken = 12;
    }
    if (point < 0x80) {
      text.write(point);
    } else if (point < 0x800) {
      text.write(0xC0 | point >> 6);
      text.write(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
      text.write(0xE0 | point >> 12);
      text.write(0x80 | (point >> 6 & 0x3F));
      text.write(0x80 | (point & 0x3F));
    } else {
      text.write(0xF0 | point >> 18);
      text.write(0x80 | (point >> 12 & 0x3F));
      text.write(0x80 | (point >> 6 & 0x3F));
      text.write(0x80 | (point & 0x3F));
    }
    at += taken;
    return true;
  }
}
