package io.miniredis.server.value;

import static io.miniredis.server.value.ListEnd.LEFT;
import static io.miniredis.server.value.ListEnd.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations on a list and on a model of it must leave the same elements. */
class ListValueModelTest {
  private final ValueLimits limits = new ValueLimits();
  private final Slice scratch = new Slice();
  private Random random = new Random();
  private ListValue list = new ListValue(limits);
  private List<String> model = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {-1, -2, -5, 0, 1, 3, 128})
  void behavesAsAnArrayListDoes(int limit) {
    long seed = System.nanoTime();
    System.out.println("ListValueModelTest limit " + limit + " seed " + seed);
    random = new Random(seed);
    limits.listMaxListpackSize = limit;
    for (int round = 0; round < 30; round++) {
      list = new ListValue(limits);
      model = new ArrayList<>();
      int growth = random.nextInt(3);
      for (int i = 0; i < 400; i++) {
        step(growth);
        assertThat(list.size()).isEqualTo(model.size());
        if (i % 20 == 0) {
          check();
        }
      }
      check();
    }
  }

  private void step(int growth) {
    ListEnd end = random.nextBoolean() ? LEFT : RIGHT;
    int kind = random.nextInt(12 + 6 * growth);
    switch (kind) {
      case 0 -> pop(end);
      case 1 -> drop(end);
      case 2 -> set();
      case 3, 4 -> insert(end);
      case 5 -> remove(end);
      case 6 -> trim();
      case 7 -> rotate(end);
      case 8 -> list = list.copy();
      case 9 -> moveThroughAnother(end);
      default -> {
        int n = 1 + random.nextInt(10);
        for (int i = 0; i < n; i++) {
          push(end, element());
        }
      }
    }
  }

  private void push(ListEnd end, String e) {
    list.push(end, Slice.of(e));
    model.add(end == LEFT ? 0 : model.size(), e);
  }

  private void pop(ListEnd end) {
    if (!model.isEmpty()) {
      String expected = model.remove(end == LEFT ? 0 : model.size() - 1);
      assertThat(list.peek(end, scratch)).hasToString(expected);
      list.pop(end);
    }
  }

  private void drop(ListEnd end) {
    int n = random.nextInt(8);
    list.drop(end, n);
    int left = Math.max(0, model.size() - n);
    model =
        new ArrayList<>(
            end == LEFT
                ? model.subList(model.size() - left, model.size())
                : model.subList(0, left));
  }

  private void set() {
    if (!model.isEmpty()) {
      int i = random.nextInt(model.size());
      String e = element();
      list.set(i, Slice.of(e));
      model.set(i, e);
      assertThat(list.get(i, scratch)).hasToString(e);
    }
  }

  private void insert(ListEnd side) {
    String pivot = known();
    String e = element();
    int at = model.indexOf(pivot);
    assertThat(list.insert(side, Slice.of(pivot), Slice.of(e))).isEqualTo(at >= 0);
    if (at >= 0) {
      model.add(side == LEFT ? at : at + 1, e);
    }
  }

  private void remove(ListEnd begin) {
    String e = known();
    int max = random.nextInt(4);
    int removed = 0;
    if (begin == RIGHT) {
      Collections.reverse(model);
    }
    while (removed < max && model.remove(e)) {
      removed++;
    }
    if (begin == RIGHT) {
      Collections.reverse(model);
    }
    assertThat(list.remove(begin, Slice.of(e), max)).isEqualTo(removed);
  }

  private void trim() {
    int first = random.nextInt(4);
    int last = model.size() - 1 - random.nextInt(4);
    list.trim(first, last);
    model =
        new ArrayList<>(
            first > last || first >= model.size() ? List.of() : model.subList(first, last + 1));
  }

  private void rotate(ListEnd end) {
    if (!model.isEmpty()) {
      list.move(end, list, end, scratch);
      list.move(end, list, end.opposite(), scratch);
      Collections.rotate(model, end == LEFT ? -1 : 1);
    }
  }

  private void moveThroughAnother(ListEnd end) {
    ListValue other = new ListValue(limits);
    while (!list.isEmpty()) {
      list.move(end, other, end.opposite(), scratch);
    }
    list = other;
  }

  private void check() {
    assertThat(ListValueTest.contents(list)).isEqualTo(model);
    List<String> reversed = new ArrayList<>();
    if (!model.isEmpty()) {
      for (ListCursor c = list.cursor(model.size() - 1, LEFT); c.next(scratch); ) {
        reversed.add(scratch.toString());
      }
      int i = random.nextInt(model.size());
      assertThat(list.get(i, scratch)).hasToString(model.get(i));
    }
    Collections.reverse(reversed);
    assertThat(reversed).isEqualTo(model);
    ListInvariants.check(list);
  }

  private String known() {
    return model.isEmpty() || random.nextInt(8) == 0
        ? "nobody"
        : model.get(random.nextInt(model.size()));
  }

  private String element() {
    return switch (random.nextInt(20)) {
      case 0 -> "";
      case 1 -> "x".repeat(random.nextInt(12_000));
      case 2, 3, 4 -> "y".repeat(random.nextInt(300));
      case 5, 6, 7 -> Long.toString(random.nextLong() >> random.nextInt(64));
      default -> "e" + random.nextInt(20);
    };
  }
}
