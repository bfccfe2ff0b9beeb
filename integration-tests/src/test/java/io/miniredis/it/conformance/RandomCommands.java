package io.miniredis.it.conformance;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Makes random commands of one kind from templates, {@code random/<kind>.txt}: a line as it stands
 * in a case file, in which
 *
 * <ul>
 *   <li>{@code {k}} is a key, {@code {own}} never another kind's, {@code {v}} a value, {@code {f}}
 *       a field, {@code {m}} a member, {@code {i}} an index, {@code {n}} a count, and so on: small
 *       spaces, so that commands meet
 *   <li>{@code {keys}} is a number of keys and the keys, {@code {fields}} likewise
 *   <li>{@code {A|B}} is one of the words between the bars
 *   <li>{@code (...)?} stands half of the time, {@code (...)+} one to four times
 *   <li>{@code since 7.2:} in front keeps it from older real servers, {@code before 8.0:} from
 *       newer
 * </ul>
 *
 * <p>Some keys are another kind's, and now and then a word is spoilt, left out or doubled: errors
 * must be equal too. A template with modifiers, {@code [unordered]}, is left in peace.
 */
final class RandomCommands {
  static final List<String> KINDS =
      List.of(
          "string",
          "bitmap",
          "hyperloglog",
          "list",
          "hash",
          "set",
          "sorted-set",
          "lex",
          "geo",
          "stream",
          "sorting",
          "generic");

  /** Only where the real server is as new as 7.4: fields that expire, groups' lag. */
  static final List<String> NEWER_KINDS = List.of("field-expiry", "stream-groups");

  private static final Pattern LINE =
      Pattern.compile("(?:since ([\\d.]+): )?(?:before ([\\d.]+): )?(.*)");

  private static final List<String> SPOILERS =
      List.of("\"\"", "x", "-1", "0", "99999999999999999999", "1.5", "nan");

  /** A number behind a space, which 8.0 takes for none in more places. */
  private static final String SPACED = "\"\\x201\"";

  private final String kind;
  private final Random random;
  private final List<String> templates;
  private final boolean spaced;

  /** Commands that a server of {@code version} knows. */
  RandomCommands(String kind, String version, Random random) {
    this.kind = kind;
    this.random = random;
    this.templates = templates(kind, version);
    this.spaced = Case.compare(version, "8.0") < 0;
  }

  private static List<String> templates(String kind, String version) {
    String name = "/random/" + kind + ".txt";
    try (InputStream in =
        Objects.requireNonNull(RandomCommands.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(LINE::matcher)
          .filter(line -> line.matches())
          .filter(line -> line.group(1) == null || Case.compare(version, line.group(1)) >= 0)
          .filter(line -> line.group(2) == null || Case.compare(version, line.group(2)) < 0)
          .map(line -> line.group(3))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next command, as a line of a case file. */
  String next() {
    String template = templates.get(random.nextInt(templates.size()));
    if (template.startsWith("[")) {
      return expand(template);
    }
    List<String> words = new ArrayList<>(List.of(expand(template).split(" +")));
    if (words.size() > 1 && random.nextInt(30) == 0) {
      spoil(words);
    }
    return String.join(" ", words);
  }

  private void spoil(List<String> words) {
    int at = 1 + random.nextInt(words.size() - 1);
    switch (random.nextInt(5)) {
      case 0 -> words.remove(at);
      case 1 -> words.add(at, words.get(at));
      case 2 -> words.set(at, spaced ? SPACED : "x");
      default -> words.set(at, SPOILERS.get(random.nextInt(SPOILERS.size())));
    }
  }

  /** A template with everything in it replaced. */
  String expand(String template) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c == '{') {
        int end = template.indexOf('}', at);
        out.append(word(template.substring(at + 1, end)));
        at = end + 1;
      } else if (c == '(') {
        int end = template.indexOf(')', at);
        int times = template.charAt(end + 1) == '?' ? random.nextInt(2) : 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
          out.append(i == 0 ? "" : " ").append(expand(template.substring(at + 1, end)));
        }
        at = end + 2;
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private String word(String name) {
    return switch (name) {
      case "k" -> key();
      case "own" -> kind.substring(0, 3) + (1 + random.nextInt(3));
      case "keys" -> counted("k");
      case "fields" -> counted("f");
      case "v" ->
          pick("a", "b", "c", "\"\"", "1", "2", "10", "-3", "2.5", "\"v\\x20w\"", "\"x\"*70");
      case "f" -> pick("f1", "f2", "f3", "f4", "f5", "f6", "7", "\"\"", "\"f\"*70");
      case "m" ->
          pick(
              "a", "b", "c", "ab", "\"\"", "1", "2", "3", "4", "15", "-6", "\"\\xff\"", "\"m\"*70");
      case "i" -> pick("0", "1", "2", "3", "-1", "-2", "-3", "5", "-5", "100", "-100");
      case "n" -> pick("0", "1", "2", "3", "1", "2", "10", "-1");
      case "float" -> pick("1", "0.5", "-0.5", "1.25", "100", "-3", "1e2", "0");
      case "score" -> pick("0", "1", "2", "3", "1", "2", "-1", "0.5", "2.5", "10", "inf", "-inf");
      case "smin" -> pick("-inf", "0", "1", "(1", "(0", "0.5", "2", "-1", "(-inf");
      case "smax" -> pick("+inf", "inf", "1", "2", "(2", "3", "(3", "10", "2.5", "(inf");
      case "lmin" -> pick("-", "[a", "(a", "[", "[1", "(ab", "+", "[b");
      case "lmax" -> pick("+", "[c", "(c", "[b", "(b", "[ab", "-", "[z");
      case "id" ->
          pick("1-1", "1-2", "2-1", "3", "4-2", "5-1", "6-3", "7", "8-1", "9-2", "0-1", "12-5");
      case "new" ->
          pick("1-1", "2-*", "3-1", "5-*", "7", "8-2", "9-*", "10-1", "11-*", "12-*", "13-1");
      case "from" -> pick("-", "0", "(1-1", "2", "3-1", "(5-1", "-", "8", "(9-2");
      case "to" -> pick("+", "9", "(8-1", "5", "3", "+", "12", "(12-5", "2-1");
      case "g" -> pick("g1", "g2", "g1", "g3");
      case "c" -> pick("c1", "c2", "c3");
      case "glob" -> pick("*", "*1", "[a-c]*", "?", "a*", "[^a]", "nothing", "*a*");
      case "db" -> pick("0", "1", "2", "0");
      case "future" -> pick("33177117420", "33177117421", "33177117422");
      case "at" -> pick("33177117420", "33177117421", "33177117422", "1");
      case "off" -> pick("0", "1", "3", "7", "8", "9", "15", "16", "31", "63", "64", "100", "1001");
      case "bits" ->
          pick("u1", "u2", "u7", "u8", "u16", "u32", "u63", "i1", "i5", "i8", "i33", "i64");
      case "big" ->
          pick("0", "1", "-1", "2", "127", "128", "255", "-129", "65535", "4294967296")
              + (random.nextInt(4) == 0 ? "00000000" : "");
      case "long" -> "\"" + letters(1 + random.nextInt(60)) + "\"";
      case "el" -> Integer.toString(random.nextInt(10_000));
      case "els" -> IntStream.range(0, 200).mapToObj(i -> word("el")).collect(joining(" "));
      case "p" -> pick("a", "b", "c", "d", "e", "f", "g", "\"\"", "\"\\xff\"");
      case "lon" -> coordinate(180);
      case "lat" -> coordinate(85);
      case "near" -> coordinate(2);
      case "dist" -> pick("0", "0.5", "10", "100", "250", "1000", "5000", "10000", "30000");
      case "unit" -> pick("m", "km", "ft", "mi", "km");
      case "odd" -> pick("0", "1", "1.5", "1234567890123456", "4503599627370495");
      case "num" -> pick("1", "2", "10", "-3", "2.5", "a", "\"\"", "1e2", "inf");
      case "s" -> pick("1", "2", "3", "10", "-5", "1.5", "22", "a", "b");
      default -> pick(name.split("\\|"));
    };
  }

  private String letters(int count) {
    return random.ints(count, 'a', 'e').mapToObj(Character::toString).collect(joining());
  }

  private String coordinate(int most) {
    return String.format(Locale.ROOT, "%.6f", random.nextDouble(-most, most));
  }

  private String key() {
    String own = random.nextInt(12) == 0 ? KINDS.get(random.nextInt(KINDS.size())) : kind;
    return own.substring(0, 3) + (1 + random.nextInt(3));
  }

  private String counted(String name) {
    int count = 1 + random.nextInt(3);
    return count + " " + random.ints(count).mapToObj(i -> word(name)).collect(joining(" "));
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }
}
