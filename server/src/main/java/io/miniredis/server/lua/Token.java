package io.miniredis.server.lua;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of tokens. */
enum Token {
  AND,
  BREAK,
  DO,
  ELSE,
  ELSEIF,
  END,
  FALSE,
  FOR,
  FUNCTION,
  IF,
  IN,
  LOCAL,
  NIL,
  NOT,
  OR,
  REPEAT,
  RETURN,
  THEN,
  TRUE,
  UNTIL,
  WHILE,
  CONCAT(".."),
  DOTS("..."),
  EQ("=="),
  GE(">="),
  LE("<="),
  NE("~="),
  NUMBER("<number>"),
  NAME("<name>"),
  STRING("<string>"),
  EOS("<eof>"),
  /** A single character. */
  CHAR("");

  /** The reserved words. */
  static final Map<String, Token> WORDS =
      Stream.of(values())
          .filter(t -> t.ordinal() <= WHILE.ordinal())
          .collect(Collectors.toUnmodifiableMap(t -> t.text, Function.identity()));

  final String text;

  Token() {
    text = name().toLowerCase(Locale.ROOT);
  }

  Token(String text) {
    this.text = text;
  }
}
