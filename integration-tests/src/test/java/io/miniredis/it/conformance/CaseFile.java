package io.miniredis.it.conformance;

import io.miniredis.it.conformance.Step.Expected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a case file.
 *
 * <pre>
 * # a comment
 * case: GET asks for a string
 *   conf: list-max-listpack-size 4             a setting for this case
 *   RPUSH k a "b c" "\x00"                     a command; the replies of both servers are compared
 *   [unordered] KEYS *                         ... as {@link Modifiers} say
 *   c2: GET k                                  ... on a second connection
 *     => -WRONGTYPE Operation against ...      ours must reply this ({@link ReplyNotation})
 *     =>3 "a"                                  ... under RESP3; =>2 under RESP2
 *   raw "*1\r\n$4\r\nPING\r\n"                 these bytes, no reply read
 *   send CLIENT REPLY OFF                      a command, no reply read
 *   c2: waits BLPOP k 0                        a command, and the server has its client wait
 *   c2: leaves                                 closes the connection, and the server has seen it
 *   read 2                                     two replies; modifiers apply, => to the last
 *   silent                                     no reply is there
 *   closed                                     the server has closed the connection
 *   cut                                        it closes it, after bytes that are not compared
 * </pre>
 *
 * <p>Further lines at the head of a case: {@code resp: 2} runs it under RESP2 only. {@code since
 * 7.2: reason} where Redis changed a behaviour, so that an older real server is not asked; {@code
 * before 8.0: reason} where it changes again; {@code differs: reason} where ours departs from Redis
 * on purpose. With these, every command says what is expected.
 */
final class CaseFile {
  private static final Pattern CONNECTION = Pattern.compile("(c\\d+): (.*)");
  private static final Pattern GATE = Pattern.compile("(since|before) (\\d+\\.\\d+): (.+)");
  private static final Pattern EXPECT = Pattern.compile("=>([23]?) (.*)");

  private final String file;
  private final List<Case> cases = new ArrayList<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private String name = "";
  private int start;
  private String since = "";
  private String before = "";
  private String differs = "";
  private Set<Integer> protocols = Set.of(2, 3);

  private CaseFile(String file) {
    this.file = file;
  }

  /** Reads {@code lines} of the file {@code group/command}; a mistake names its line. */
  static List<Case> parse(String file, List<String> lines) {
    CaseFile parser = new CaseFile(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      try {
        if (!line.isEmpty() && !line.startsWith("#")) {
          parser.line(line, i + 1);
        }
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(file + ".case:" + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    parser.finish();
    return parser.cases;
  }

  private void line(String line, int number) {
    if (line.startsWith("case: ")) {
      finish();
      name = line.substring("case: ".length());
      start = number;
      return;
    }
    if (name.isEmpty()) {
      throw new IllegalArgumentException("stands before the first case: " + line);
    }
    Matcher gate = GATE.matcher(line);
    Matcher expect = EXPECT.matcher(line);
    if (gate.matches()) {
      if (gate.group(1).equals("since")) {
        since = gate.group(2);
      } else {
        before = gate.group(2);
      }
    } else if (line.startsWith("differs: ")) {
      differs = line.substring("differs: ".length());
    } else if (line.startsWith("resp: ")) {
      protocols = Set.of(Integer.parseInt(line.substring("resp: ".length())));
    } else if (line.startsWith("conf: ")) {
      List<String> words = Words.split(line.substring("conf: ".length()));
      settings.put(words.get(0), words.get(1));
    } else if (expect.matches()) {
      expect(expect.group(1), ReplyNotation.parse(expect.group(2)));
    } else {
      steps.add(step(line));
    }
  }

  private void expect(String protocol, Reply reply) {
    int last = steps.size() - 1;
    Expected now =
        switch (protocol) {
          case "2" -> new Expected(reply.toResp2(), null);
          case "3" -> new Expected(null, reply.toResp3());
          default -> new Expected(reply.toResp2(), reply.toResp3());
        };
    switch (steps.get(last)) {
      case Step.Command c ->
          steps.set(
              last,
              new Step.Command(
                  c.conn(), c.text(), c.modifiers(), c.words(), merge(c.expect(), now)));
      case Step.Read r ->
          steps.set(
              last,
              new Step.Read(r.conn(), r.text(), r.modifiers(), r.count(), merge(r.expect(), now)));
      default -> throw new IllegalArgumentException("nothing is read before this =>");
    }
  }

  private static Expected merge(Expected a, Expected b) {
    return new Expected(
        b.resp2() == null ? a.resp2() : b.resp2(), b.resp3() == null ? a.resp3() : b.resp3());
  }

  /** Reads one line that is a command. */
  static Step.Command command(String line) {
    return (Step.Command) step(line);
  }

  private static Step step(String text) {
    String conn = "c1";
    String line = text;
    Matcher connection = CONNECTION.matcher(line);
    if (connection.matches()) {
      conn = connection.group(1);
      line = connection.group(2);
    }
    Modifiers modifiers = Modifiers.NONE;
    if (line.startsWith("[")) {
      int end = endOfBrackets(line);
      modifiers = Modifiers.parse(line.substring(1, end));
      line = line.substring(end + 1).strip();
    }
    if (line.startsWith("[")) {
      throw new IllegalArgumentException("two pairs of brackets: " + text);
    }
    boolean quoted = line.startsWith("\"") || line.startsWith("'");
    List<String> words = Words.split(line);
    return switch (quoted ? "" : words.get(0)) {
      case "raw" -> new Step.Raw(conn, text, words.get(1));
      case "send" -> new Step.Send(conn, text, words.subList(1, words.size()));
      case "waits" -> new Step.Waits(conn, text, words.subList(1, words.size()));
      case "leaves" -> new Step.Leaves(conn, text);
      case "closed" -> new Step.Closed(conn, text);
      case "cut" -> new Step.Cut(conn, text);
      case "silent" -> new Step.Silent(conn, text);
      case "read" -> {
        int count = words.size() == 1 ? 1 : Integer.parseInt(words.get(1));
        yield new Step.Read(conn, text, modifiers, count, Expected.NOTHING);
      }
      default -> new Step.Command(conn, text, modifiers, words, Expected.NOTHING);
    };
  }

  private static int endOfBrackets(String line) {
    char quote = 0;
    for (int i = 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && c == ']') {
        return i;
      }
      if (c == '\'' || c == '"') {
        quote = quote == 0 ? c : quote == c ? 0 : quote;
      }
    }
    throw new IllegalArgumentException("no closing bracket: " + line);
  }

  private void finish() {
    if (!name.isEmpty()) {
      if (steps.isEmpty()) {
        throw new IllegalArgumentException(file + ".case:" + start + ": an empty case");
      }
      Case done =
          new Case(
              file,
              start,
              name,
              since,
              before,
              differs,
              protocols,
              Map.copyOf(settings),
              List.copyOf(steps));
      requireExpectations(done);
      cases.add(done);
    }
    settings.clear();
    steps.clear();
    since = "";
    before = "";
    differs = "";
    protocols = Set.of(2, 3);
  }

  private void requireExpectations(Case done) {
    if (done.since().isEmpty() && done.before().isEmpty() && done.differs().isEmpty()) {
      return;
    }
    for (Step step : done.steps()) {
      if (step instanceof Step.Reading reading && !reading.modifiers().ignore()) {
        for (int protocol : done.protocols()) {
          if (reading.expected(protocol) == null) {
            throw new IllegalArgumentException(
                file
                    + ".case:"
                    + done.line()
                    + ": the real server may be too old to say what '"
                    + step.text()
                    + "' replies; add => for RESP"
                    + protocol);
          }
        }
      }
    }
  }
}
