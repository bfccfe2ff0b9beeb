package io.miniredis.server.lua;

/** Matches a pattern of Lua with a string. */
final class Matcher {
  private static final int MAX_CAPTURES = 32;
  private static final int MAX_DEPTH = 200;
  private static final int UNFINISHED = -1;
  private static final int POSITION = -2;
  private static final int ESCAPE = '%';
  private static final int LOOKED_AT = 16; // bytes that take as long as a step of a program

  private final LuaThread t;
  private final byte[] src;
  private final byte[] pat;
  private final int patEnd; // a pattern ends at its first zero
  private int level;
  private int depth;
  private final int[] starts = new int[MAX_CAPTURES];
  private final int[] lengths = new int[MAX_CAPTURES];

  Matcher(LuaThread t, LuaString src, LuaString pat) {
    this.t = t;
    this.src = src.bytes;
    this.pat = pat.bytes;
    int end = 0;
    while (end < this.pat.length && this.pat[end] != 0) {
      end++;
    }
    patEnd = end;
  }

  boolean isAnchored() {
    return patEnd > 0 && pat[0] == '^';
  }

  /** Matches from a place of the string on; the index behind the match, or -1. */
  int match(int from) {
    level = 0;
    depth = 0;
    return match(from, isAnchored() ? 1 : 0);
  }

  /** As {@link #match(int)}, for patterns in which {@code ^} says nothing. */
  int matchUnanchored(int from) {
    level = 0;
    depth = 0;
    return match(from, 0);
  }

  private int at(int p) {
    return p < patEnd ? pat[p] & 0xFF : 0;
  }

  private int match(int from, int pattern) {
    if (++depth > MAX_DEPTH) {
      throw LuaError.of("pattern too complex");
    }
    int result = matchHere(from, pattern);
    depth--;
    return result;
  }

  private int matchHere(int from, int pattern) {
    int s = from;
    int p = pattern;
    while (p < patEnd) {
      t.rt.burn(1);
      switch (pat[p]) {
        case '(' -> {
          return at(p + 1) == ')'
              ? startCapture(s, p + 2, POSITION)
              : startCapture(s, p + 1, UNFINISHED);
        }
        case ')' -> {
          return endCapture(s, p + 1);
        }
        case '$' -> {
          if (p + 1 == patEnd) {
            return s == src.length ? s : -1;
          }
        }
        case ESCAPE -> {
          int next = at(p + 1);
          if (next == 'b') {
            s = matchBalance(s, p + 2);
            if (s < 0) {
              return -1;
            }
            p += 4;
            continue;
          }
          if (next == 'f') {
            p = matchFrontier(s, p + 2);
            if (p < 0) {
              return -1;
            }
            continue;
          }
          if (next >= '0' && next <= '9') {
            s = matchCapture(s, next);
            if (s < 0) {
              return -1;
            }
            p += 2;
            continue;
          }
        }
        default -> {}
      }
      int end = classEnd(p);
      boolean one = s < src.length && single(src[s] & 0xFF, p, end);
      switch (at(end)) {
        case '?' -> {
          int result = one ? match(s + 1, end + 1) : -1;
          if (result >= 0) {
            return result;
          }
          p = end + 1;
        }
        case '*' -> {
          return maxExpand(s, p, end);
        }
        case '+' -> {
          return one ? maxExpand(s + 1, p, end) : -1;
        }
        case '-' -> {
          return minExpand(s, p, end);
        }
        default -> {
          if (!one) {
            return -1;
          }
          s++;
          p = end;
        }
      }
    }
    return s;
  }

  private int maxExpand(int from, int p, int end) {
    int i = 0;
    while (from + i < src.length && single(src[from + i] & 0xFF, p, end)) {
      i++;
    }
    t.rt.burn(i / 16);
    for (; i >= 0; i--) {
      int result = match(from + i, end + 1);
      if (result >= 0) {
        return result;
      }
    }
    return -1;
  }

  private int minExpand(int from, int p, int end) {
    for (int s = from; ; s++) {
      int result = match(s, end + 1);
      if (result >= 0) {
        return result;
      }
      if (s >= src.length || !single(src[s] & 0xFF, p, end)) {
        return -1;
      }
    }
  }

  private int startCapture(int s, int p, int what) {
    if (level >= MAX_CAPTURES) {
      throw LuaError.of("too many captures");
    }
    starts[level] = s;
    lengths[level] = what;
    level++;
    int result = match(s, p);
    if (result < 0) {
      level--;
    }
    return result;
  }

  private int endCapture(int s, int p) {
    int l = -1;
    for (int i = level - 1; i >= 0 && l < 0; i--) {
      l = lengths[i] == UNFINISHED ? i : -1;
    }
    if (l < 0) {
      throw LuaError.of("invalid pattern capture");
    }
    lengths[l] = s - starts[l];
    int result = match(s, p);
    if (result < 0) {
      lengths[l] = UNFINISHED;
    }
    return result;
  }

  private int matchBalance(int from, int p) {
    if (p >= patEnd || p + 1 >= patEnd) {
      throw LuaError.of("unbalanced pattern");
    }
    if (from >= src.length || src[from] != pat[p]) {
      return -1;
    }
    int nested = 1;
    for (int s = from + 1; s < src.length; s++) {
      if (s % LOOKED_AT == 0) {
        t.rt.burn(1);
      }
      if (src[s] == pat[p + 1]) {
        if (--nested == 0) {
          return s + 1;
        }
      } else if (src[s] == pat[p]) {
        nested++;
      }
    }
    return -1;
  }

  /** The place in the pattern to go on at, or -1. */
  private int matchFrontier(int s, int p) {
    if (at(p) != '[') {
      throw LuaError.of("missing '[' after '%f' in pattern");
    }
    int end = classEnd(p);
    int before = s == 0 ? 0 : src[s - 1] & 0xFF;
    int here = s == src.length ? 0 : src[s] & 0xFF;
    return !set(before, p, end - 1) && set(here, p, end - 1) ? end : -1;
  }

  private int matchCapture(int s, int digit) {
    int l = digit - '1';
    if (l < 0 || l >= level || lengths[l] == UNFINISHED) {
      throw LuaError.of("invalid capture index");
    }
    int n = lengths[l];
    if (n < 0 || src.length - s < n) {
      return -1;
    }
    t.rt.burn(n / LOOKED_AT);
    for (int i = 0; i < n; i++) {
      if (src[starts[l] + i] != src[s + i]) {
        return -1;
      }
    }
    return s + n;
  }

  // ---- classes

  private int classEnd(int from) {
    int p = from;
    int c = pat[p++];
    if (c == ESCAPE) {
      if (p >= patEnd) {
        throw LuaError.of("malformed pattern (ends with '%')");
      }
      return p + 1;
    }
    if (c == '[') {
      if (at(p) == '^') {
        p++;
      }
      do { // a ] that comes first is an ordinary character
        if (p >= patEnd) {
          throw LuaError.of("malformed pattern (missing ']')");
        }
        if (pat[p++] == ESCAPE && p < patEnd) {
          p++;
        }
      } while (at(p) != ']');
      t.rt.burn((p - from) / LOOKED_AT);
      return p + 1;
    }
    return p;
  }

  private boolean single(int c, int p, int end) {
    return switch (pat[p]) {
      case '.' -> true;
      case ESCAPE -> inClass(c, pat[p + 1] & 0xFF);
      case '[' -> set(c, p, end - 1);
      default -> (pat[p] & 0xFF) == c;
    };
  }

  /** Whether a character is in the set that begins at {@code from} and ends at {@code end}. */
  private boolean set(int c, int from, int end) {
    int p = from;
    t.rt.burn((end - from) / LOOKED_AT);
    boolean sense = true;
    if (at(p + 1) == '^') {
      sense = false;
      p++;
    }
    while (++p < end) {
      if (pat[p] == ESCAPE) {
        p++;
        if (inClass(c, at(p))) {
          return sense;
        }
      } else if (at(p + 1) == '-' && p + 2 < end) {
        p += 2;
        if ((pat[p - 2] & 0xFF) <= c && c <= (pat[p] & 0xFF)) {
          return sense;
        }
      } else if ((pat[p] & 0xFF) == c) {
        return sense;
      }
    }
    return !sense;
  }

  private static boolean inClass(int c, int letter) {
    boolean result;
    switch (letter | 0x20) {
      case 'a' -> result = isLetter(c);
      case 'c' -> result = c < 32 || c == 127;
      case 'd' -> result = isDigit(c);
      case 'l' -> result = c >= 'a' && c <= 'z';
      case 'p' -> result = c > 32 && c < 127 && !isLetter(c) && !isDigit(c);
      case 's' -> result = LuaNumbers.isSpace(c);
      case 'u' -> result = c >= 'A' && c <= 'Z';
      case 'w' -> result = isLetter(c) || isDigit(c);
      case 'x' -> result = isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
      case 'z' -> result = c == 0;
      default -> {
        return letter == c;
      }
    }
    if (!isLetter(letter)) {
      return letter == c;
    }
    return (letter & 0x20) != 0 == result;
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  // ---- captures

  /** The number of values that a match yields; the whole match counts if there is no capture. */
  int captures(boolean wholeIfNone) {
    return level == 0 && wholeIfNone ? 1 : level;
  }

  /** A capture, the first being 0; of a match that goes from {@code s} to {@code end}. */
  Object capture(int i, int s, int end) {
    if (i >= level) {
      if (i != 0) {
        throw LuaError.of("invalid capture index");
      }
      return part(s, end - s);
    }
    if (lengths[i] == UNFINISHED) {
      throw LuaError.of("unfinished capture");
    }
    return lengths[i] == POSITION ? (Object) (starts[i] + 1.0) : part(starts[i], lengths[i]);
  }

  private LuaString part(int from, int length) {
    t.rt.charge(40L + length);
    return LuaString.of(src, from, length);
  }

  /** Adds the whole match. */
  void writeWhole(int s, int end, ByteSink out) {
    out.write(src, s, end - s);
  }

  /** All captures as values, behind others. */
  Object[] captures(int s, int end, boolean wholeIfNone, Object... first) {
    int n = captures(wholeIfNone);
    Object[] all = new Object[first.length + n];
    System.arraycopy(first, 0, all, 0, first.length);
    for (int i = 0; i < n; i++) {
      all[first.length + i] = capture(i, s, end);
    }
    return all;
  }
}
