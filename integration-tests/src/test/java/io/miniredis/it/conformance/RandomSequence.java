package io.miniredis.it.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A sequence of random commands that starts on empty servers. All its commands go out at once, as a
 * pipeline, to both servers.
 */
final class RandomSequence {
  private static final int LENGTH = 120;
  private static final int SHRINKING_RUNS = 2_000;

  private final ServerPair servers;
  private final int protocol;
  private final Map<String, String> settings;
  private List<Step.Command> commands;
  private int runs;

  /**
   * @param transactions whether the commands stand between WATCH, MULTI and EXEC
   */
  RandomSequence(
      ServerPair servers,
      String version,
      String kind,
      long seed,
      int protocol,
      boolean transactions) {
    this.servers = servers;
    this.protocol = protocol;
    Random random = new Random(seed);
    settings = random.nextBoolean() ? Map.of() : smallLimits();
    RandomCommands generator = new RandomCommands(kind, version, random);
    List<String> lines =
        transactions
            ? new RandomTransactions(generator, random).take(LENGTH)
            : Stream.generate(generator::next).limit(LENGTH).toList();
    commands = lines.stream().map(CaseFile::command).toList();
  }

  /** Limits at which the few elements of a random key already make a large structure. */
  private static Map<String, String> smallLimits() {
    return Map.of(
        "list-max-listpack-size", "3",
        "hash-max-listpack-entries", "3",
        "set-max-intset-entries", "3",
        "zset-max-listpack-entries", "3",
        "hll-sparse-max-bytes", "300",
        "stream-node-max-entries", "3");
  }

  /** Compares all replies; "" when they agree, else the shortest sequence found that does not. */
  String difference() throws IOException {
    int at = firstDifference(commands);
    if (at < 0) {
      return "";
    }
    commands = new ArrayList<>(commands.subList(0, at + 1));
    shrink();
    return report();
  }

  private void shrink() throws IOException {
    boolean shorter = true;
    while (shorter) {
      shorter = false;
      for (int i = commands.size() - 2; i >= 0 && runs < SHRINKING_RUNS; i--) {
        List<Step.Command> fewer = new ArrayList<>(commands);
        fewer.remove(i);
        if (firstDifference(fewer) == fewer.size() - 1) {
          commands = fewer;
          shorter = true;
        }
      }
    }
  }

  private String report() throws IOException {
    StringBuilder out = new StringBuilder("case: found by random commands\n  resp: " + protocol);
    settings.forEach((name, value) -> out.append("\n  conf: " + name + " " + value));
    commands.forEach(command -> out.append("\n  ").append(command.text()));
    int last = commands.size() - 1;
    return out
        + "\n    ours : "
        + replies(servers.ours(), commands).get(last).reply()
        + "\n    redis: "
        + replies(servers.real(), commands).get(last).reply();
  }

  private int firstDifference(List<Step.Command> sequence) throws IOException {
    runs++;
    List<Wire.Answer> ours = replies(servers.ours(), sequence);
    List<Wire.Answer> real = replies(servers.real(), sequence);
    for (int i = 0; i < sequence.size(); i++) {
      Modifiers modifiers = sequence.get(i).modifiers();
      boolean same =
          modifiers.exact()
              ? ours.get(i).raw().equals(real.get(i).raw())
              : modifiers.same(ours.get(i).reply(), real.get(i).reply());
      if (!same) {
        return i;
      }
    }
    return -1;
  }

  private List<Wire.Answer> replies(TestServer server, List<Step.Command> sequence)
      throws IOException {
    List<List<String>> requests = new ArrayList<>();
    requests.add(List.of("HELLO", Integer.toString(protocol)));
    requests.add(List.of("FLUSHALL"));
    settings.forEach((name, value) -> requests.add(List.of("CONFIG", "SET", name, value)));
    int before = requests.size();
    sequence.forEach(command -> requests.add(command.words()));
    try (Wire wire = new Wire(server.port())) {
      Map<String, String> restore = new java.util.HashMap<>();
      for (String name : settings.keySet()) {
        restore.put(name, wire.call("CONFIG", "GET", name).reply().list().get(1).string());
      }
      wire.sendAll(requests);
      List<Wire.Answer> answers = new ArrayList<>();
      for (int i = 0; i < requests.size(); i++) {
        answers.add(wire.read());
      }
      for (Map.Entry<String, String> setting : restore.entrySet()) {
        wire.call("CONFIG", "SET", setting.getKey(), setting.getValue());
      }
      return answers.subList(before, answers.size());
    }
  }
}
