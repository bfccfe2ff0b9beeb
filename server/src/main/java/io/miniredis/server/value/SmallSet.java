package io.miniredis.server.value;

import java.util.random.RandomGenerator;

/** Members back to back in one array, in the order they came. */
final class SmallSet extends SetForm {
  private static final int HEAP_BYTES = 16;

  private final PackedArray packed;

  SmallSet() {
    this(new PackedArray());
  }

  private SmallSet(PackedArray packed) {
    this.packed = packed;
  }

  @Override
  String encoding() {
    return "listpack";
  }

  @Override
  int size() {
    return packed.size();
  }

  @Override
  long bytes() {
    return HEAP_BYTES + packed.heapBytes();
  }

  @Override
  SmallSet copy() {
    return new SmallSet(packed.copy());
  }

  @Override
  int find(Slice member) {
    return packed.find(member.array(), member.offset(), member.length(), 1);
  }

  @Override
  public int next(int position) {
    int p = position == NONE ? packed.first() : packed.next(position);
    return p == packed.end() ? NONE : p;
  }

  @Override
  public int random(RandomGenerator random) {
    return packed.positionOf(random.nextInt(packed.size()));
  }

  @Override
  Slice member(int position, Slice into) {
    return packed.at(position, into);
  }

  @Override
  void removeAt(int position) {
    packed.remove(position, 1);
  }

  @Override
  long scan(long cursor, SetValue.Visitor visitor) {
    Slice member = new Slice();
    for (int p = next(NONE); p != NONE; p = next(p)) {
      visitor.visit(member(p, member));
    }
    return 0;
  }

  /** Adds a member that is not there. */
  void append(Slice member) {
    packed.append(member.array(), member.offset(), member.length());
  }
}
