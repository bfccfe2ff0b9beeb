package io.miniredis.it.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One reply as a tree. A scalar has {@code text} (bytes as characters below 256), an aggregate has
 * {@code items} (a map's keys and values alternate), the nil of either kind has neither.
 *
 * @param type the first byte of the reply on the wire
 */
record Reply(char type, @Nullable String text, @Nullable List<Reply> items) {
  static Reply scalar(char type, String text) {
    return new Reply(type, text, null);
  }

  static Reply aggregate(char type, List<Reply> items) {
    return new Reply(type, null, List.copyOf(items));
  }

  static Reply nil(char type) {
    return new Reply(type, null, null);
  }

  boolean isNil() {
    return text == null && items == null;
  }

  /** The bytes of a scalar; fails for anything else. */
  String string() {
    if (text == null) {
      throw new IllegalStateException("not a string: " + this);
    }
    return text;
  }

  /** The elements of an aggregate; fails for anything else. */
  List<Reply> list() {
    if (items == null) {
      throw new IllegalStateException("not an array: " + this);
    }
    return items;
  }

  /** What a RESP3 reply looks like to a RESP2 client. */
  Reply toResp2() {
    if (items != null) {
      return aggregate('*', items.stream().map(Reply::toResp2).toList());
    }
    return switch (type) {
      case '_' -> nil('$');
      case ',', '(' -> new Reply('$', text, null);
      case '#' -> scalar(':', "t".equals(text) ? "1" : "0");
      case '=' -> scalar('$', string().substring("txt:".length()));
      default -> this;
    };
  }

  /** What an expected reply looks like to a RESP3 client: there is only one nil. */
  Reply toResp3() {
    if (items != null) {
      return aggregate(type, items.stream().map(Reply::toResp3).toList());
    }
    return isNil() ? nil('_') : this;
  }

  /** The notation of the case files; {@link ReplyNotation} reads it back. */
  @Override
  public String toString() {
    if (text != null && (type == '+' || type == '-') && !text.startsWith("\"")) {
      return type + text;
    }
    return nested();
  }

  private String nested() {
    if (items != null) {
      String inner = items.stream().map(Reply::nested).collect(Collectors.joining(" "));
      return switch (type) {
        case '*' -> "[" + inner + "]";
        case '%' -> "{" + inner + "}";
        default -> type + "[" + inner + "]";
      };
    }
    if (text == null) {
      return type == '*' ? "nilarray" : "nil";
    }
    return switch (type) {
      case '$' -> Words.quote(text);
      case ':', ',', '#', '(' -> type + text;
      default -> type + Words.quote(text);
    };
  }

  /** A copy with {@code change} applied to every scalar's text. */
  Reply mapText(java.util.function.UnaryOperator<String> change) {
    if (items != null) {
      List<Reply> out = new ArrayList<>(items.size());
      for (Reply item : items) {
        out.add(item.mapText(change));
      }
      return aggregate(type, out);
    }
    return text == null ? this : scalar(type, change.apply(text));
  }
}
