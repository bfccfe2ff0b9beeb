package io.miniredis.server.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedArrayTest {
  @Test
  void anEmptyOneHasNoElements() {
    PackedArray array = new PackedArray();
    assertThat(array.size()).isZero();
    assertThat(array.first()).isEqualTo(array.end());
    assertThat(array.find(new byte[0], 0, 0, 1)).isEqualTo(-1);
  }

  @Test
  void findsAmongEveryNthElementOnly() {
    PackedArray array = of("a", "b", "b", "a", "c", "c");
    assertThat(find(array, "a", 2)).isEqualTo(array.positionOf(0));
    assertThat(find(array, "b", 2)).isEqualTo(array.positionOf(2));
    assertThat(find(array, "b", 3)).isEqualTo(-1);
    assertThat(find(array, "a", 3)).isZero();
    assertThat(find(array, "c", 1)).isEqualTo(array.positionOf(4));
  }

  @Test
  void lengthsAroundTheOneByteLimitAreKept() {
    PackedArray array = new PackedArray();
    for (int length : new int[] {0, 1, 126, 127, 128, 129, 255, 256, 70_000}) {
      byte[] element = new byte[length];
      Arrays.fill(element, (byte) 0xff);
      array.append(element, 0, length);
      assertThat(array.dataLength(array.positionOf(array.size() - 1))).isEqualTo(length);
      assertThat(array.find(element, 0, length, 1)).isNotEqualTo(-1);
    }
  }

  @Test
  void givesBackMemoryWhenItShrinks() {
    PackedArray array = new PackedArray();
    for (int i = 0; i < 1000; i++) {
      array.append(new byte[100], 0, 100);
    }
    long full = array.heapBytes();
    array.remove(array.first(), 990);
    assertThat(array.heapBytes()).isLessThan(full / 10);
    array.clear();
    assertThat(array.size()).isZero();
    assertThat(array.used()).isZero();
  }

  @Test
  void aCopyIsIndependent() {
    PackedArray array = of("a", "b");
    PackedArray copy = array.copy();
    array.replace(0, new byte[] {'x'}, 0, 1);
    copy.remove(copy.positionOf(1), 1);
    assertThat(contents(array)).containsExactly("x", "b");
    assertThat(contents(copy)).containsExactly("a");
  }

  @Test
  void behavesAsAListOfByteArrays() {
    Random random = Seeds.random("PackedArrayTest");
    for (int round = 0; round < 200; round++) {
      PackedArray array = new PackedArray(random.nextInt(20));
      List<String> model = new ArrayList<>();
      for (int op = 0; op < 300; op++) {
        int at = model.isEmpty() ? 0 : random.nextInt(model.size());
        String s = text(random);
        byte[] b = ("<" + s + ">").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        switch (random.nextInt(6)) {
          case 0, 1 -> {
            array.append(b, 1, b.length - 2);
            model.add(s);
          }
          case 2 -> {
            array.insert(array.positionOf(at), b, 1, b.length - 2);
            model.add(at, s);
          }
          case 3 -> {
            if (!model.isEmpty()) {
              array.replace(array.positionOf(at), b, 1, b.length - 2);
              model.set(at, s);
            }
          }
          case 4 -> {
            int count = Math.min(random.nextInt(4), model.size() - at);
            array.remove(array.positionOf(at), count);
            model.subList(at, at + count).clear();
          }
          default -> {
            int expected = model.indexOf(s);
            int found = array.find(b, 1, b.length - 2, 1);
            assertThat(found).isEqualTo(expected < 0 ? -1 : array.positionOf(expected));
          }
        }
        assertThat(array.size()).isEqualTo(model.size());
        assertThat(array.used()).isEqualTo(array.end());
      }
      assertThat(contents(array)).isEqualTo(model);
      assertThat(contents(array.copy())).isEqualTo(model);
    }
  }

  private static String text(Random random) {
    int length = random.nextInt(10) == 0 ? 120 + random.nextInt(200) : random.nextInt(4);
    StringBuilder s = new StringBuilder();
    for (int i = 0; i < length; i++) {
      s.append((char) ('a' + random.nextInt(3)));
    }
    return s.toString();
  }

  private static int find(PackedArray array, String s, int step) {
    Slice slice = Slice.of(s);
    return array.find(slice.array(), slice.offset(), slice.length(), step);
  }

  private static PackedArray of(String... elements) {
    PackedArray array = new PackedArray();
    for (String e : elements) {
      Slice s = Slice.of(e);
      array.append(s.array(), s.offset(), s.length());
    }
    return array;
  }

  private static List<String> contents(PackedArray array) {
    List<String> all = new ArrayList<>();
    Slice slice = new Slice();
    for (int p = array.first(); p < array.end(); p = array.next(p)) {
      all.add(array.at(p, slice).toString());
    }
    return all;
  }
}
