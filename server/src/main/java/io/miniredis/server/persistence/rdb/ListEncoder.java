package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.ListCursor;
import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.Slice;

/** Writes lists as Redis 7 has them: a listpack for each node, and huge elements as they are. */
final class ListEncoder {
  private static final int PLAIN = 1;
  private static final int PACKED = 2;
  private static final int LARGEST_PACKED = 1 << 30;

  private final ListpackBuilder listpack;
  private final Slice element = new Slice();

  ListEncoder(ListpackBuilder listpack) {
    this.listpack = listpack;
  }

  /** Writes a list that is not empty. */
  void write(ListValue list, RdbOutput out) {
    out.writeLength(list.nodes());
    ListCursor c = list.cursor(0, ListEnd.RIGHT);
    while (c.next(element)) {
      if (element.length() > LARGEST_PACKED) { // which is a node of its own
        out.writeLength(PLAIN);
        out.writeString(element);
        continue;
      }
      listpack.add(element);
      if (c.isAtNodeEnd()) {
        out.writeLength(PACKED);
        listpack.writeTo(out);
      }
    }
  }
}
