package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.ListEnd;
import io.miniredis.server.value.ListValue;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.ValueLimits;
import java.io.IOException;

/** Reads lists: element by element, or packed, one array or many. */
final class ListDecoder {
  private static final long PLAIN = 1;
  private static final long PACKED = 2;

  private final ValueLimits limits;
  private final Slice packed = new Slice();
  private final Slice element = new Slice();

  ListDecoder(ValueLimits limits) {
    this.limits = limits;
  }

  ListValue read(int type, RdbInput in) throws IOException {
    ListValue list = new ListValue(limits);
    if (type == RdbType.LIST_ZIPLIST) {
      readZiplist(in, list);
      return list;
    }
    int count = in.readCount(1);
    for (int i = 0; i < count; i++) {
      switch (type) {
        case RdbType.LIST -> list.push(ListEnd.RIGHT, in.readString(element));
        case RdbType.LIST_QUICKLIST -> readZiplist(in, list);
        default -> readNode(in, list);
      }
    }
    return list;
  }

  private void readZiplist(RdbInput in, ListValue list) throws IOException {
    long offset = in.offset();
    addAll(new ZiplistReader(in.readString(packed), offset), list);
  }

  private void readNode(RdbInput in, ListValue list) throws IOException {
    long offset = in.offset();
    long container = in.readLength();
    if (container == PLAIN) {
      list.push(ListEnd.RIGHT, in.readString(element));
    } else if (container == PACKED) {
      offset = in.offset();
      addAll(new ListpackReader(in.readString(packed), offset), list);
    } else {
      throw new RdbException(offset, "a node of a list of the unknown kind " + container);
    }
  }

  private void addAll(PackedReader elements, ListValue list) throws RdbException {
    while (elements.next(element)) {
      list.push(ListEnd.RIGHT, element);
    }
  }
}
