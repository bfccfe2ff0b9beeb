package io.miniredis.server.value;

/**
 * Redis's glob patterns: {@code *}, {@code ?}, {@code [abc]}, {@code [^a-z]} and {@code \} before a
 * literal. Iterative: on a mismatch only the last star is tried again, one byte further on, so the
 * time is at most the product of both lengths, whatever the pattern.
 *
 * <p>Redis's oddities are kept: an unclosed class ends with the pattern, the bounds of a range are
 * signed bytes and may come in either order, and the empty text matches the empty pattern and a
 * lone {@code *} only.
 */
public final class GlobPattern {
  private GlobPattern() {}

  public static boolean matches(Slice pattern, Slice text) {
    return matches(
        pattern.array(),
        pattern.offset(),
        pattern.length(),
        text.array(),
        text.offset(),
        text.length(),
        false);
  }

  public static boolean matches(
      byte[] pattern, int po, int pl, byte[] text, int to, int tl, boolean ignoreCase) {
    if (tl == 0) {
      return pl == 0 || (pl == 1 && pattern[po] == '*');
    }
    int p = po;
    int t = to;
    int pEnd = po + pl;
    int tEnd = to + tl;
    int star = -1; // the pattern behind the last star
    int mark = 0; // where in the text that star was last tried
    while (true) {
      if (p < pEnd && pattern[p] == '*') {
        while (p < pEnd && pattern[p] == '*') {
          p++;
        }
        if (p == pEnd) {
          return true;
        }
        star = p;
        mark = t;
      } else if (t < tEnd && p < pEnd && matchesOne(pattern, p, pEnd, text[t], ignoreCase)) {
        p = next(pattern, p, pEnd);
        t++;
      } else if (t == tEnd && p == pEnd) {
        return true;
      } else {
        if (star < 0 || mark >= tEnd) {
          return false;
        }
        p = star;
        t = ++mark;
      }
    }
  }

  /** The index behind the pattern element at {@code p}. */
  private static int next(byte[] pattern, int p, int end) {
    if (pattern[p] == '\\' && p + 1 < end) {
      return p + 2;
    }
    if (pattern[p] != '[') {
      return p + 1;
    }
    int i = p + 1;
    if (i < end && pattern[i] == '^') {
      i++;
    }
    while (i < end && pattern[i] != ']') {
      i += pattern[i] == '\\' && i + 1 < end ? 2 : i + 2 < end && pattern[i + 1] == '-' ? 3 : 1;
    }
    return Math.min(i + 1, end);
  }

  private static boolean matchesOne(byte[] pattern, int p, int end, byte c, boolean ignoreCase) {
    byte b = pattern[p];
    if (b == '?') {
      return true;
    }
    if (b == '[') {
      return inClass(pattern, p + 1, end, c, ignoreCase);
    }
    if (b == '\\' && p + 1 < end) {
      b = pattern[p + 1];
    }
    return fold(b, ignoreCase) == fold(c, ignoreCase);
  }

  private static boolean inClass(byte[] pattern, int from, int end, byte c, boolean ignoreCase) {
    int i = from;
    boolean negated = i < end && pattern[i] == '^';
    if (negated) {
      i++;
    }
    int wanted = fold(c, ignoreCase);
    boolean found = false;
    while (i < end && pattern[i] != ']') {
      if (pattern[i] == '\\' && i + 1 < end) {
        found |= pattern[i + 1] == c;
        i += 2;
      } else if (i + 2 < end && pattern[i + 1] == '-') {
        byte low = (byte) Math.min(pattern[i], pattern[i + 2]);
        byte high = (byte) Math.max(pattern[i], pattern[i + 2]);
        found |= wanted >= fold(low, ignoreCase) && wanted <= fold(high, ignoreCase);
        i += 3;
      } else {
        found |= fold(pattern[i], ignoreCase) == wanted;
        i++;
      }
    }
    return found != negated;
  }

  private static int fold(byte b, boolean ignoreCase) {
    return ignoreCase && b >= 'A' && b <= 'Z' ? b + 32 : b;
  }
}
