package io.miniredis.server.value;

import static io.miniredis.server.value.ListEnd.LEFT;
import static io.miniredis.server.value.ListEnd.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListValueTest {
  private final ValueLimits limits = new ValueLimits();
  private final ListValue list = new ListValue(limits);
  private final Slice scratch = new Slice();

  @Test
  void pushesAndPopsAtBothEnds() {
    push(RIGHT, "b", "c");
    push(LEFT, "a");
    assertThat(contents(list)).containsExactly("a", "b", "c");
    assertThat(list.peek(LEFT, scratch)).hasToString("a");
    assertThat(list.peek(RIGHT, scratch)).hasToString("c");
    list.pop(LEFT);
    list.pop(RIGHT);
    assertThat(contents(list)).containsExactly("b");
    list.pop(LEFT);
    assertThat(list.isEmpty()).isTrue();
  }

  @Test
  void keepsElementsOfAnyLength() {
    for (int length : new int[] {0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152}) {
      push(RIGHT, "x".repeat(length));
      push(LEFT, "y".repeat(length));
    }
    assertThat(list.get(0, scratch).length()).isEqualTo(2_097_152);
    assertThat(list.get(15, scratch).length()).isEqualTo(2_097_152);
    assertThat(list.get(8, scratch).length()).isZero();
    assertThat(contents(list).get(10)).isEqualTo("x".repeat(127));
    assertThat(contents(list).get(1)).isEqualTo("y".repeat(2_097_151));
  }

  @Test
  void isAListpackWhileItFitsOneNodeAndAgainWhenHalfOfThatIsLeft() {
    limits.listMaxListpackSize = 4;
    push(RIGHT, "a", "b", "c", "d");
    assertThat(list.encoding()).isEqualTo("listpack");
    push(RIGHT, "e");
    assertThat(list.encoding()).isEqualTo("quicklist");
    list.pop(RIGHT);
    list.pop(RIGHT);
    assertThat(list.encoding()).isEqualTo("quicklist");
    list.pop(LEFT);
    assertThat(list.encoding()).isEqualTo("listpack");
  }

  @Test
  void countsBytesAsAListpackWould() {
    push(RIGHT, "x".repeat(4000), "y".repeat(4180));
    assertThat(list.encoding()).isEqualTo("listpack"); // 7 + 4000 + 4 + 4180 = 8191
    push(RIGHT, "12345");
    assertThat(list.encoding()).isEqualTo("quicklist");
    list.trim(0, 0);
    assertThat(list.encoding()).isEqualTo("listpack");
  }

  @Test
  void givesAnElementLargerThanANodeANodeOfItsOwn() {
    push(RIGHT, "a", "b", "x".repeat(10_000), "c");
    assertThat(list.nodes()).isEqualTo(3);
    list.insert(LEFT, Slice.of("b"), Slice.of("y".repeat(10_000)));
    assertThat(list.nodes()).isEqualTo(5);
    assertThat(contents(list)).startsWith("a", "y".repeat(10_000), "b").endsWith("c");
  }

  @Test
  void insertsBesideTheFirstEqualElement() {
    push(RIGHT, "a", "p", "b", "p");
    assertThat(list.insert(LEFT, Slice.of("p"), Slice.of("before"))).isTrue();
    assertThat(list.insert(RIGHT, Slice.of("p"), Slice.of("after"))).isTrue();
    assertThat(list.insert(RIGHT, Slice.of("none"), Slice.of("x"))).isFalse();
    assertThat(contents(list)).containsExactly("a", "before", "p", "after", "b", "p");
  }

  @Test
  void removesEqualElementsFromEitherEnd() {
    push(RIGHT, "a", "x", "b", "x", "x", "c", "x");
    assertThat(list.remove(LEFT, Slice.of("x"), 2)).isEqualTo(2);
    assertThat(contents(list)).containsExactly("a", "b", "x", "c", "x");
    assertThat(list.remove(RIGHT, Slice.of("x"), 1)).isEqualTo(1);
    assertThat(contents(list)).containsExactly("a", "b", "x", "c");
    assertThat(list.remove(LEFT, Slice.of("nothing"), Long.MAX_VALUE)).isZero();
    assertThat(list.remove(LEFT, Slice.of("x"), Long.MAX_VALUE)).isEqualTo(1);
    assertThat(contents(list)).containsExactly("a", "b", "c");
  }

  @Test
  void trimsToARange() {
    push(RIGHT, "a", "b", "c", "d", "e");
    list.trim(1, 3);
    assertThat(contents(list)).containsExactly("b", "c", "d");
    list.trim(0, 100);
    assertThat(contents(list)).containsExactly("b", "c", "d");
    list.trim(2, 1);
    assertThat(list.isEmpty()).isTrue();
  }

  @Test
  void walksBothWaysFromAnyIndex() {
    for (int i = 0; i < 5000; i++) {
      push(RIGHT, "element " + i);
    }
    assertThat(list.nodes()).isGreaterThan(5);
    for (int start : new int[] {0, 1, 700, 2499, 2500, 4998, 4999}) {
      ListCursor forward = list.cursor(start, RIGHT);
      for (int i = start; i < 5000; i++) {
        assertThat(forward.next(scratch)).isTrue();
        assertThat(scratch).hasToString("element " + i);
      }
      assertThat(forward.next(scratch)).isFalse();
      ListCursor backward = list.cursor(start, LEFT);
      for (int i = start; i >= 0; i--) {
        assertThat(backward.next(scratch)).isTrue();
        assertThat(scratch).hasToString("element " + i);
      }
      assertThat(backward.next(scratch)).isFalse();
    }
  }

  @Test
  void movesBetweenListsAndRotatesItself() {
    push(RIGHT, "a", "b", "c");
    ListValue other = new ListValue(limits);
    list.move(LEFT, other, RIGHT, scratch);
    list.move(RIGHT, other, LEFT, scratch);
    assertThat(contents(other)).containsExactly("c", "a");
    other.move(LEFT, other, LEFT, scratch);
    assertThat(contents(other)).containsExactly("c", "a");
    list.move(LEFT, other, LEFT, scratch);
    assertThat(list.isEmpty()).isTrue();
    other.move(LEFT, other, RIGHT, scratch);
    assertThat(contents(other)).containsExactly("c", "a", "b");
  }

  @Test
  void rotationNeverReadsWhatItHasOverwritten() {
    for (int n = 2; n < 40; n++) {
      ListValue l = new ListValue(limits);
      for (int i = 0; i < n; i++) {
        l.push(RIGHT, Slice.of("e" + "x".repeat(i % 7) + i));
      }
      List<String> before = contents(l);
      for (int i = 0; i < 7 * n; i++) {
        l.move(RIGHT, l, LEFT, scratch);
      }
      assertThat(contents(l)).isEqualTo(before);
      for (int i = 0; i < 7 * n; i++) {
        l.move(LEFT, l, RIGHT, scratch);
      }
      assertThat(contents(l)).isEqualTo(before);
    }
  }

  @Test
  void aCopyIsIndependent() {
    for (int i = 0; i < 2000; i++) {
      push(RIGHT, "element " + i);
    }
    ListValue copy = list.copy();
    list.trim(1, 0);
    assertThat(copy.size()).isEqualTo(2000);
    assertThat(copy.encoding()).isEqualTo("quicklist");
    assertThat(contents(copy)).startsWith("element 0").endsWith("element 1999");
  }

  @Test
  void costsLittleMoreThanItsElements() {
    for (int i = 0; i < 100_000; i++) {
      push(RIGHT, "0123456789");
    }
    assertThat(list.bytes()).isLessThan(100_000L * 13);
    list.drop(LEFT, 99_990);
    assertThat(list.bytes()).isLessThan(1200);
    ListValue small = new ListValue(limits);
    small.announce(30, 3);
    for (int i = 0; i < 3; i++) {
      small.add(RIGHT, Slice.of("0123456789"));
    }
    assertThat(small.bytes()).isEqualTo(56 + 56 + 40);
  }

  private void push(ListEnd end, String... elements) {
    for (String e : elements) {
      list.push(end, Slice.of(e));
    }
  }

  static List<String> contents(ListValue list) {
    List<String> all = new ArrayList<>();
    Slice s = new Slice();
    if (!list.isEmpty()) {
      for (ListCursor c = list.cursor(0, RIGHT); c.next(s); ) {
        all.add(s.toString());
      }
    }
    return all;
  }
}
