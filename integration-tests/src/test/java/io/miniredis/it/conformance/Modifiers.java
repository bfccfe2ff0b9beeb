package io.miniredis.it.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a reply is looked at before it is compared; written {@code [unordered near 5]} in front of a
 * command.
 *
 * <ul>
 *   <li>{@code unordered}: the elements of every array, set and map in any order
 *   <li>{@code pairs}: likewise, and a flat array of scalars is a list of pairs (HGETALL in RESP2)
 *   <li>{@code distinct}: likewise {@code unordered}, and equal elements count once
 *   <li>{@code near N}: numbers may differ by N
 *   <li>{@code mask 'regex'}: what the regular expression finds is left out; may be repeated
 *   <li>{@code like 'regex'}: each reply, in notation, contains a match; nothing else is compared
 *   <li>{@code shape}: only types and lengths of arrays
 *   <li>{@code ignore}: there is a reply
 *   <li>{@code save name}: keeps this server's reply; {@code $name} stands for it in later commands
 *   <li>{@code repeat N}: sends the command N times; {@code $i} counts from 0
 *   <li>{@code scan}: repeats with {@code $cursor} until the cursor is 0, and compares all elements
 *       as a set
 * </ul>
 */
record Modifiers(
    boolean unordered,
    boolean pairs,
    boolean distinct,
    boolean shape,
    boolean ignore,
    boolean scan,
    int near,
    int repeat,
    @Nullable String save,
    @Nullable Pattern like,
    List<Pattern> masks) {

  static final Modifiers NONE = parse("");

  /** Reads what stands between the brackets. */
  static Modifiers parse(String text) {
    boolean unordered = false;
    boolean pairs = false;
    boolean distinct = false;
    boolean shape = false;
    boolean ignore = false;
    boolean scan = false;
    int near = 0;
    int repeat = 1;
    String save = null;
    Pattern like = null;
    List<Pattern> masks = new ArrayList<>();
    Iterator<String> words = Words.split(text).iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "unordered" -> unordered = true;
        case "pairs" -> pairs = true;
        case "distinct" -> distinct = true;
        case "shape" -> shape = true;
        case "ignore" -> ignore = true;
        case "scan" -> scan = true;
        case "near" -> near = Integer.parseInt(words.next());
        case "repeat" -> repeat = Integer.parseInt(words.next());
        case "save" -> save = words.next();
        case "like" -> like = Pattern.compile(words.next());
        case "mask" -> masks.add(Pattern.compile(words.next()));
        default -> throw new IllegalArgumentException("no such modifier: " + word);
      }
    }
    return new Modifiers(
        unordered,
        pairs,
        distinct,
        shape,
        ignore,
        scan,
        near,
        repeat,
        save,
        like,
        List.copyOf(masks));
  }

  /** Whether only identical bytes are equal. */
  boolean exact() {
    return !unordered
        && !pairs
        && !distinct
        && !shape
        && !ignore
        && !scan
        && near == 0
        && like == null
        && masks.isEmpty();
  }

  /** Whether the replies of two servers count as the same. */
  boolean same(Reply ours, Reply theirs) {
    if (ignore) {
      return true;
    }
    if (like != null) {
      return like.matcher(ours.toString()).find() && like.matcher(theirs.toString()).find();
    }
    return near(canonical(ours), canonical(theirs));
  }

  private boolean near(Reply a, Reply b) {
    if (near == 0 || a.equals(b)) {
      return a.equals(b);
    }
    if (a.type() != b.type()) {
      return false;
    }
    if (a.items() != null && b.items() != null) {
      boolean same = a.items().size() == b.items().size();
      for (int i = 0; same && i < a.items().size(); i++) {
        same = near(a.items().get(i), b.items().get(i));
      }
      return same;
    }
    try {
      double difference = Double.parseDouble(a.string()) - Double.parseDouble(b.string());
      return Math.abs(difference) <= near;
    } catch (NumberFormatException | IllegalStateException notNumbers) {
      return false;
    }
  }

  private Reply canonical(Reply reply) {
    if (reply.items() == null) {
      String text = reply.text();
      return text == null ? reply : Reply.scalar(reply.type(), shape ? "" : masked(text));
    }
    List<Reply> items = new ArrayList<>();
    for (Reply item : reply.items()) {
      items.add(canonical(item));
    }
    if (pairs && reply.type() != '%' && items.size() % 2 == 0 && scalars(items)) {
      items = paired(items);
    }
    if (unordered || pairs || distinct || scan) {
      items = reply.type() == '%' ? paired(items) : items;
      items.sort(Comparator.comparing(Reply::toString));
    }
    return Reply.aggregate(
        reply.type(), distinct || scan ? items.stream().distinct().toList() : items);
  }

  private static boolean scalars(List<Reply> items) {
    return items.stream().allMatch(item -> item.items() == null);
  }

  private static List<Reply> paired(List<Reply> items) {
    List<Reply> out = new ArrayList<>();
    for (int i = 0; i < items.size(); i += 2) {
      out.add(Reply.aggregate('*', items.subList(i, i + 2)));
    }
    return out;
  }

  private String masked(String text) {
    String out = text;
    for (Pattern mask : masks) {
      out = mask.matcher(out).replaceAll("");
    }
    return Objects.requireNonNull(out);
  }
}
