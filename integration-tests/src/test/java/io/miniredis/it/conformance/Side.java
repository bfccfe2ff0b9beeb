package io.miniredis.it.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One server of a comparison: an administrator's connection that lasts, and the connections and
 * saved values of the case at hand.
 */
final class Side implements AutoCloseable {
  private static final Pattern VARIABLE = Pattern.compile("\\$([a-z]+)");
  private static final int MAX_SCAN_STEPS = 10_000;
  private static final long LONGEST_WAIT_NANOS = 5_000_000_000L;

  private final String name;
  private final int port;
  private final Map<String, Wire> connections = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, String> settingsBefore = new HashMap<>();
  private Wire admin;
  private int protocol = 2;

  Side(String name, int port) throws IOException {
    this.name = name;
    this.port = port;
    admin = new Wire(port);
  }

  String name() {
    return name;
  }

  /** Empties the server, applies {@code settings}, and forgets connections and values. */
  void begin(int respVersion, Map<String, String> settings) throws IOException {
    protocol = respVersion;
    admin.call("CLIENT", "UNPAUSE");
    requireOk("FLUSHALL");
    forgetWhatStays();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      Reply now = admin.call("CONFIG", "GET", setting.getKey()).reply();
      if (now.items() == null || now.list().isEmpty()) {
        throw new IOException(name + " replies " + now + " to CONFIG GET " + setting.getKey());
      }
      settingsBefore.put(setting.getKey(), now.list().get(1).string());
      requireOk("CONFIG", "SET", setting.getKey(), setting.getValue());
    }
  }

  /** Users, functions, and what is remembered for whoever looks at the server. */
  private void forgetWhatStays() throws IOException {
    List<Reply> users = admin.call("ACL", "USERS").reply().list();
    for (Reply user : users) {
      if (!user.string().equals("default")) {
        admin.call("ACL", "DELUSER", user.string());
      }
    }
    requireOk("ACL", "SETUSER", "default", "reset", "on", "nopass", "~*", "&*", "+@all");
    requireOk("ACL", "LOG", "RESET");
    requireOk("SLOWLOG", "RESET");
    admin.call("LATENCY", "RESET");
    admin.call("FUNCTION", "FLUSH");
  }

  /** Closes the case's connections and sets the settings back. */
  void end() throws IOException {
    for (Wire wire : connections.values()) {
      wire.close();
    }
    connections.clear();
    variables.clear();
    Map<String, String> restore = Map.copyOf(settingsBefore);
    settingsBefore.clear();
    for (Map.Entry<String, String> setting : restore.entrySet()) {
      requireOk("CONFIG", "SET", setting.getKey(), setting.getValue());
    }
  }

  /** Changes a setting for good. */
  void set(String setting, String value) throws IOException {
    requireOk("CONFIG", "SET", setting, value);
  }

  /** Publishes a message without content. */
  void publish(String channel) throws IOException {
    admin.call("PUBLISH", channel, "");
  }

  /** Gives up the administrator's connection and takes a new one, after something went wrong. */
  void reconnect() throws IOException {
    admin.close();
    admin = new Wire(port);
  }

  /** The replies to a step; an empty list when it reads none. */
  List<Wire.Answer> run(Step step) throws IOException {
    Wire wire = connection(step.conn());
    return switch (step) {
      case Step.Command command -> command(wire, command);
      case Step.Read read -> {
        List<Wire.Answer> answers = new ArrayList<>();
        for (int i = 0; i < read.count(); i++) {
          answers.add(kept(read.modifiers(), wire.read()));
        }
        yield answers;
      }
      case Step.Raw raw -> {
        try {
          wire.sendRaw(raw.bytes());
        } catch (IOException closed) {
          yield List.of(); // what the server said before stands in the next steps
        }
        yield List.of();
      }
      case Step.Send send -> {
        wire.send(filled(send.words()));
        yield List.of();
      }
      case Step.Waits waits -> {
        wire.send(filled(waits.words()));
        awaitClient(wire, line -> line.matches(".* flags=\\w*b.*"), "does not wait");
        yield List.of();
      }
      case Step.Leaves leaves -> {
        String address = wire.address();
        wire.close();
        awaitNoClient(address);
        yield List.of();
      }
      case Step.Closed closed -> require(wire.closes(), "the connection is still open");
      case Step.Cut cut -> require(wire.drainsToItsEnd(), "the connection is still open");
      case Step.Silent silent -> require(wire.silent(), "a reply is there");
    };
  }

  /** Asks until the server tells of a client what it is to tell. */
  private void awaitClient(Wire wire, Predicate<String> told, String otherwise) throws IOException {
    String address = wire.address();
    awaitClients(lines -> lines.stream().filter(l -> isOf(l, address)).anyMatch(told), otherwise);
  }

  /** Asks until the server knows of no client at an address. */
  private void awaitNoClient(String address) throws IOException {
    awaitClients(lines -> lines.stream().noneMatch(l -> isOf(l, address)), "is still there");
  }

  private static boolean isOf(String line, String address) {
    return line.contains(" addr=" + address + " ");
  }

  private void awaitClients(Predicate<List<String>> told, String otherwise) throws IOException {
    long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
    while (!told.test(admin.call("CLIENT", "LIST").reply().string().lines().toList())) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("the client " + otherwise);
      }
    }
  }

  private static List<Wire.Answer> require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
    return List.of();
  }

  private List<Wire.Answer> command(Wire wire, Step.Command command) throws IOException {
    Modifiers modifiers = command.modifiers();
    if (modifiers.scan()) {
      return List.of(scan(wire, command.words()));
    }
    List<Wire.Answer> answers = new ArrayList<>();
    for (int i = 0; i < modifiers.repeat(); i++) {
      variables.put("i", Integer.toString(i));
      answers.add(kept(modifiers, wire.call(filled(command.words()))));
    }
    variables.remove("i");
    return answers;
  }

  private Wire.Answer scan(Wire wire, List<String> words) throws IOException {
    List<Reply> found = new ArrayList<>();
    variables.put("cursor", "0");
    for (int i = 0; i < MAX_SCAN_STEPS; i++) {
      Wire.Answer answer = wire.call(filled(words));
      if (answer.reply().items() == null) {
        return answer;
      }
      String cursor = answer.reply().list().get(0).string();
      found.addAll(answer.reply().list().get(1).list());
      if (cursor.equals("0")) {
        variables.remove("cursor");
        return new Wire.Answer(Reply.aggregate('*', found), "");
      }
      variables.put("cursor", cursor);
    }
    throw new IOException("the scan does not end");
  }

  private Wire.Answer kept(Modifiers modifiers, Wire.Answer answer) {
    if (modifiers.save() != null && answer.reply().text() != null) {
      variables.put(modifiers.save(), answer.reply().string());
    }
    return answer;
  }

  private List<String> filled(List<String> words) {
    if (variables.isEmpty()) {
      return words;
    }
    return words.stream()
        .map(
            word ->
                VARIABLE
                    .matcher(word)
                    .replaceAll(
                        found ->
                            Matcher.quoteReplacement(
                                variables.getOrDefault(found.group(1), found.group()))))
        .toList();
  }

  private Wire connection(String conn) throws IOException {
    Wire wire = connections.get(conn);
    if (wire == null) {
      wire = new Wire(port);
      connections.put(conn, wire);
      if (protocol == 3) {
        wire.call("HELLO", "3");
      }
    }
    return wire;
  }

  private void requireOk(String... words) throws IOException {
    Reply reply = admin.call(words).reply();
    if (!reply.toString().equals("+OK")) {
      throw new IOException(name + " replies " + reply + " to " + String.join(" ", words));
    }
  }

  @Override
  public void close() throws IOException {
    admin.close();
  }
}
