package io.miniredis.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/**
 * Numbers at the edge of something in every place where a command takes one: ours answers as the
 * real server does, soon, and without allocating more than {@value #MOST_BYTES} bytes; values may
 * have a megabyte here.
 *
 * <p>The commands stand in {@code extremes.txt}: templates in which {@code %} is such a number.
 * {@code ours:} in front keeps one from the real server, which would write until memory ends;
 * {@code since 7.4:} and {@code before 7.2:} from older and newer ones. {@code -Dseed=N} replays a
 * run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExtremeNumbersTest {
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-1",
          "+1",
          "32767",
          "2147483647",
          "2147483648",
          "-2147483648",
          "-2147483649",
          "4294967295",
          "4294967296",
          "4294967297",
          "-4294967296",
          "8388607",
          "8388608",
          "536870911",
          "536870912",
          "9007199254740993",
          "9223372036854775",
          "9223372036854776",
          "-9223372036854776",
          "4611686018427387904",
          "9223372036854775806",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775807",
          "-9223372036854775808",
          "-9223372036854775809",
          "18446744073709551615",
          "18446744073709551616",
          "99999999999999999999999999999999",
          "1e308",
          "-1e400",
          "inf",
          "nan",
          "0x10",
          "\"\"",
          "\"\\x201\"");

  private static final Pattern LINE =
      Pattern.compile("(?:(ours|since|before)(?: ([\\d.]+))?: )?(.*)");

  private static final Pattern NUMERIC = Pattern.compile("\"type\" \"(integer|double|unix-time)\"");

  /** How often each number comes to stand in each place. */
  private static final int ROUNDS = 2;

  private static final long MOST_BYTES = 8 << 20;
  private static final long MOST_NANOS = 2_000_000_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final List<List<String>> setup = new ArrayList<>();
  private ServerPair servers;
  private String version = "";
  private long[] eventLoops = {};

  @BeforeAll
  void start() throws IOException {
    servers = ServerPair.start();
    version = servers.real().version();
    try (Wire ours = new Wire(servers.ours().port())) {
      ours.call("PING"); // from now on there is an event loop
      eventLoops = eventLoops();
    }
    setup.add(List.of("FLUSHALL"));
    setup.add(List.of("SELECT", "0"));
    setup.add(List.of("CONFIG", "SET", "proto-max-bulk-len", "1mb"));
    Catalogue.rows("/extremes.txt").stream()
        .filter(line -> line.startsWith("+ "))
        .forEach(line -> setup.add(CaseFile.command(line.substring(2)).words()));
  }

  @AfterAll
  void stop() {
    if (servers != null) {
      servers.close();
    }
  }

  private static Stream<String> lines() {
    return Catalogue.rows("/extremes.txt").stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("+ "));
  }

  @TestFactory
  Stream<DynamicTest> extremesAreAnsweredAsTheRealServerDoes(TestReporter reporter) {
    long seed = Long.getLong("seed", new Random().nextLong());
    reporter.publishEntry("seed", Long.toString(seed));
    return lines().map(line -> dynamicTest(line, () -> run(line, new Random(seed))));
  }

  @Test
  void everyCommandThatTakesANumberIsThere() throws IOException {
    Set<String> lacking = new TreeSet<>();
    try (Wire wire = new Wire(servers.ours().port())) {
      takingNumbers(wire.call("COMMAND", "DOCS").reply(), lacking);
    }
    lines()
        .map(ExtremeNumbersTest::template)
        .map(template -> CaseFile.command(template.replace('%', '0')).words())
        .forEach(
            words -> {
              lacking.remove(words.get(0).toLowerCase(Locale.ROOT));
              lacking.remove((words.get(0) + "|" + words.get(1)).toLowerCase(Locale.ROOT));
            });
    assertThat(lacking).isEmpty();
  }

  /** Adds the commands of COMMAND DOCS that have an argument of a numeric type. */
  private static void takingNumbers(Reply docs, Set<String> out) {
    for (int i = 0; i + 1 < docs.list().size(); i += 2) {
      List<Reply> doc = docs.list().get(i + 1).list();
      for (int j = 0; j + 1 < doc.size(); j += 2) {
        String field = doc.get(j).string();
        if (field.equals("arguments") && NUMERIC.matcher(doc.get(j + 1).toString()).find()) {
          out.add(docs.list().get(i).string());
        } else if (field.equals("subcommands")) {
          takingNumbers(doc.get(j + 1), out);
        }
      }
    }
  }

  /** A line without what stands in front of it. */
  private static String template(String line) {
    Matcher parts = LINE.matcher(line);
    assertThat(parts.matches()).isTrue();
    return parts.group(3);
  }

  private void run(String line, Random random) throws IOException {
    Matcher parts = LINE.matcher(line);
    assertThat(parts.matches()).isTrue();
    boolean compare = compares(parts.group(1), parts.group(2));
    List<String> failures = new ArrayList<>();
    try (Wire ours = new Wire(servers.ours().port());
        Wire real = new Wire(servers.real().port())) {
      for (String number : NUMBERS) {
        prepare(ours);
        prepare(real);
        for (Step.Command command : commands(parts.group(3), number, random)) {
          String failure = failure(command, ours, compare ? real : null);
          if (!failure.isEmpty()) {
            failures.add(command.text() + failure);
          }
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  private boolean compares(String gate, String gateVersion) {
    return gate == null
        || (gate.equals("since") && Case.compare(version, gateVersion) >= 0)
        || (gate.equals("before") && Case.compare(version, gateVersion) < 0);
  }

  private void prepare(Wire wire) throws IOException {
    wire.sendAll(setup);
    for (int i = 0; i < setup.size(); i++) {
      wire.read();
    }
  }

  /** The template with this number in each of its places, among others picked at random. */
  private static List<Step.Command> commands(String template, String number, Random random) {
    String[] parts = template.split("%", -1);
    int places = parts.length - 1;
    List<Step.Command> out = new ArrayList<>();
    for (int i = 0; i < (places == 1 ? 1 : ROUNDS * places); i++) {
      StringBuilder line = new StringBuilder(parts[0]);
      for (int place = 0; place < places; place++) {
        boolean here = place == i % places;
        String text = here ? number : NUMBERS.get(random.nextInt(NUMBERS.size()));
        line.append(text).append(parts[place + 1]);
      }
      out.add(CaseFile.command(line.toString()));
    }
    return out;
  }

  /** What is wrong with our reply; empty if nothing is. */
  private String failure(Step.Command command, Wire ours, @Nullable Wire real) throws IOException {
    long bytes = allocated();
    long nanos = System.nanoTime();
    Wire.Answer our = ours.call(command.words());
    nanos = System.nanoTime() - nanos;
    bytes = allocated() - bytes;
    if (our.raw().startsWith("-ERR internal error")) {
      return ": " + our.reply();
    }
    if (bytes > MOST_BYTES || nanos > MOST_NANOS) {
      return ": took %,d bytes and %,d ns".formatted(bytes, nanos);
    }
    if (real == null) {
      return "";
    }
    Wire.Answer their = real.call(command.words());
    boolean same =
        command.modifiers().exact()
            ? our.raw().equals(their.raw())
            : command.modifiers().same(our.reply(), their.reply());
    return same ? "" : "\n  ours : " + our.reply() + "\n  redis: " + their.reply();
  }

  /** What the event loops of our server, if it runs in this process, have allocated. */
  private long allocated() {
    return Arrays.stream(THREADS.getThreadAllocatedBytes(eventLoops)).sum();
  }

  private static long[] eventLoops() {
    return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().startsWith("mini-redis-"))
        .mapToLong(ThreadInfo::getThreadId)
        .toArray();
  }
}
