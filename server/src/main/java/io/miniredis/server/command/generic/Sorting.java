package io.miniredis.server.command.generic;

import io.miniredis.protocol.ReplyWriter;
import io.miniredis.server.engine.Call;
import io.miniredis.server.engine.CommandError;
import io.miniredis.server.engine.Effects;
import io.miniredis.server.engine.Event;
import io.miniredis.server.value.ListCursor;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.ScoreRange;
import io.miniredis.server.value.SetValue;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetCursor;
import io.miniredis.server.value.SortedSetValue;
import io.miniredis.server.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the elements of what the key at argument 1 holds, and replies with them or stores them.
 *
 * <p>Checked in this order: the type; that all weights are numbers, unless they are sorted as
 * texts. A weight that is missing counts as 0, or comes before all texts.
 */
final class Sorting {
  private static final Event STORED = Event.list("sortstore");
  private static final CommandError NO_NUMBER =
      CommandError.of("ERR One or more scores can't be converted into double");

  private static final int TOLD_AT_ONCE = 64;

  private final Call call;
  private final SortQuery query;
  private final Slice view = new Slice();

  private Sorting(Call call, SortQuery query) {
    this.call = call;
    this.query = query;
  }

  static void run(Call call, SortQuery query) {
    Value value = call.exists(1) ? value(call) : null;
    boolean settled = query.sorted() || query.storeKey() == 0 || !(value instanceof SetValue);
    Sorting sorting = new Sorting(call, settled ? query : query.inOrderOfText());
    List<byte[]> elements = sorting.elements(value);
    if (query.storeKey() == 0) {
      sorting.reply(elements);
    } else {
      sorting.store(elements);
    }
  }

  private static @Nullable Value value(Call call) {
    Value value = call.peek(1);
    if (value instanceof ListValue) {
      return call.find(1, ListValue.TYPE);
    }
    if (value instanceof SetValue) {
      return call.find(1, SetValue.TYPE);
    }
    return call.find(1, SortedSetValue.TYPE);
  }

  // ---- elements

  /** The elements of the reply, in its order. */
  private List<byte[]> elements(@Nullable Value value) {
    List<byte[]> all = new ArrayList<>();
    boolean backwards = !query.sorted() && query.descending();
    if (value instanceof ListValue list && list.size() > 0) {
      ListCursor c =
          backwards ? list.cursor(list.size() - 1, ListEnd.LEFT) : list.cursor(0, ListEnd.RIGHT);
      while (c.next(view)) {
        all.add(view.toBytes());
      }
    } else if (value instanceof SetValue set) {
      for (int at = set.next(SetValue.NONE); at != SetValue.NONE; at = set.next(at)) {
        all.add(set.member(at, view).toBytes());
      }
    } else if (value instanceof SortedSetValue set) {
      SortedSetCursor c = set.ranks(0, set.size(), backwards);
      while (c.next()) {
        all.add(c.member().toBytes());
      }
    }
    List<byte[]> sorted = query.sorted() ? sort(all) : all;
    return sorted.subList(query.first(sorted.size()), query.end(sorted.size()));
  }

  private List<byte[]> sort(List<byte[]> elements) {
    Weighed[] weighed = new Weighed[elements.size()];
    for (int i = 0; i < weighed.length; i++) {
      weighed[i] = weigh(elements.get(i));
    }
    if (Arrays.stream(weighed).anyMatch(w -> Double.isNaN(w.number))) {
      throw NO_NUMBER; // when all weights are looked up, as in Redis, which tells of those missing
    }
    Comparator<Weighed> order = query.alpha() ? Weighed.BY_TEXT : Weighed.BY_NUMBER;
    Arrays.sort(weighed, query.descending() ? order.reversed() : order);
    return Arrays.stream(weighed).map(Weighed::element).toList();
  }

  private Weighed weigh(byte[] element) {
    SortPattern by = query.by();
    boolean found = true;
    if (by == null) {
      view.wrap(element, 0, element.length);
    } else {
      found = by.find(call, element, view);
    }
    if (query.alpha()) {
      boolean own = by == null;
      return new Weighed(element, 0, !found ? null : own ? element : view.toBytes());
    }
    return new Weighed(element, found ? number(view) : 0, null);
  }

  /** The number that the text is, or NaN. */
  private static double number(Slice text) {
    double number = ScoreRange.parseEnd(text);
    boolean tooLarge =
        Double.isInfinite(number) && text.toString().chars().noneMatch(c -> c == 'i' || c == 'I');
    return tooLarge ? Double.NaN : number;
  }

  /**
   * An element and what it is sorted by.
   *
   * @param text null if it is missing, or if a number is what counts
   */
  private record Weighed(byte[] element, double number, byte @Nullable [] text) {
    static final Comparator<Weighed> BY_NUMBER =
        (a, b) ->
            a.number < b.number
                ? -1
                : a.number > b.number ? 1 : Arrays.compareUnsigned(a.element, b.element);

    static final Comparator<Weighed> BY_TEXT =
        (a, b) -> Arrays.compareUnsigned(a.text, b.text); // null comes first
  }

  // ---- the outcome

  private void reply(List<byte[]> elements) {
    List<SortPattern> gets = query.gets();
    ReplyWriter reply = call.reply();
    reply.array((long) elements.size() * Math.max(1, gets.size()));
    for (byte[] element : elements) {
      if (gets.isEmpty()) {
        reply.bulk(element);
      }
      for (SortPattern get : gets) {
        if (get.find(call, element, view)) {
          reply.bulk(view.array(), view.offset(), view.length());
        } else {
          reply.nil();
        }
      }
    }
  }

  private void store(List<byte[]> elements) {
    List<byte[]> outcome = elements;
    List<SortPattern> gets = query.gets();
    if (!gets.isEmpty()) {
      outcome = new ArrayList<>();
      for (byte[] element : elements) {
        for (SortPattern get : gets) {
          outcome.add(get.find(call, element, view) ? view.toBytes() : new byte[0]);
        }
      }
    }
    int key = query.storeKey();
    if (!outcome.isEmpty()) {
      call.put(key, list(outcome));
      call.changed(key, STORED);
    } else if (call.delete(key)) {
      call.changed(key, Event.DEL);
    }
    tell(key, outcome);
    call.reply().integer(outcome.size());
  }

  /** The order may be that of another server's, and what GET has found other keys'. */
  private void tell(int key, List<byte[]> elements) {
    if (!call.isFollowed()) {
      return;
    }
    call.effect("DEL").add(call.arg(key)).end();
    for (int from = 0; from < elements.size(); from += TOLD_AT_ONCE) {
      Effects effect = call.effect("RPUSH").add(call.arg(key));
      for (byte[] e : elements.subList(from, Math.min(elements.size(), from + TOLD_AT_ONCE))) {
        effect.add(e, 0, e.length);
      }
      effect.end();
    }
  }

  private ListValue list(List<byte[]> elements) {
    long bytes = 0;
    for (byte[] element : elements) {
      bytes += element.length;
    }
    ListValue list = new ListValue(call.engine().limits());
    list.announce(bytes, elements.size());
    for (byte[] element : elements) {
      list.add(ListEnd.RIGHT, view.wrap(element, 0, element.length));
    }
    return list;
  }
}
