package io.miniredis.it.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known of one command, in the columns of {@code commands.tsv}: lists are sorted, and key
 * specs read {@code RW/access @1 range(lastkey,step,limit)} or {@code keynum(index,first,step)}.
 *
 * @param name lower case, a subcommand as COMMAND LIST writes it: {@code client|kill}
 */
record CommandFacts(
    String name, String arity, String flags, String keys, String acl, String specs, String tips) {

  /** A row of the table. */
  static CommandFacts ofRow(String row) {
    String[] c = row.split("\t", -1);
    return new CommandFacts(
        c[0].toLowerCase(Locale.ROOT).replace(' ', '|'),
        c[3],
        c[4],
        c[5],
        c[6],
        c[7],
        sorted(List.of(c[8].split(" "))));
  }

  /** An element of COMMAND INFO's reply in RESP2. */
  static CommandFacts ofReply(Reply info) {
    List<Reply> c = info.list();
    return new CommandFacts(
        c.get(0).string(),
        c.get(1).string(),
        sorted(strings(c.get(2))),
        c.get(3).string() + "," + c.get(4).string() + "," + c.get(5).string(),
        sorted(strings(c.get(6))),
        c.get(8).list().stream().map(CommandFacts::keySpec).collect(Collectors.joining("; ")),
        sorted(strings(c.get(7))));
  }

  private static String keySpec(Reply spec) {
    Map<String, Reply> parts = map(spec);
    Map<String, Reply> begin = map(part(parts, "begin_search"));
    Map<String, Reply> find = map(part(parts, "find_keys"));
    return String.join("/", strings(part(parts, "flags"))) + " " + begin(begin) + " " + find(find);
  }

  private static String begin(Map<String, Reply> begin) {
    Map<String, Reply> spec = map(part(begin, "spec"));
    return switch (part(begin, "type").string()) {
      case "index" -> "@" + part(spec, "index").string();
      case "keyword" -> part(spec, "keyword").string() + "@" + part(spec, "startfrom").string();
      default -> "?";
    };
  }

  private static String find(Map<String, Reply> find) {
    Map<String, Reply> spec = map(part(find, "spec"));
    return switch (part(find, "type").string()) {
      case "range" -> "range" + numbers(spec, "lastkey", "keystep", "limit");
      case "keynum" -> "keynum" + numbers(spec, "keynumidx", "firstkey", "keystep");
      default -> "?";
    };
  }

  private static String numbers(Map<String, Reply> spec, String... names) {
    List<String> out = new ArrayList<>();
    for (String name : names) {
      out.add(part(spec, name).string());
    }
    return "(" + String.join(",", out) + ")";
  }

  private static Reply part(Map<String, Reply> map, String name) {
    Reply part = map.get(name);
    if (part == null) {
      throw new IllegalArgumentException("COMMAND INFO lacks " + name + " in " + map);
    }
    return part;
  }

  private static Map<String, Reply> map(Reply flat) {
    Map<String, Reply> out = new HashMap<>();
    for (int i = 0; i + 1 < flat.list().size(); i += 2) {
      out.put(flat.list().get(i).string(), flat.list().get(i + 1));
    }
    return out;
  }

  private static List<String> strings(Reply array) {
    return array.list().stream().map(Reply::string).toList();
  }

  private static String sorted(List<String> words) {
    return words.stream().filter(word -> !word.isEmpty()).sorted().collect(Collectors.joining(" "));
  }
}
