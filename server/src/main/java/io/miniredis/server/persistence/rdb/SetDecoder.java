package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.SetValue;
import io.miniredis.server.value.Slice;
import io.miniredis.server.value.ValueLimits;
import java.io.IOException;

/** Reads sets: member by member, or packed as strings or as numbers. */
final class SetDecoder {
  private final ValueLimits limits;
  private final Slice packed = new Slice();
  private final Slice member = new Slice();

  SetDecoder(ValueLimits limits) {
    this.limits = limits;
  }

  SetValue read(int type, RdbInput in) throws IOException {
    return switch (type) {
      case RdbType.SET -> readMembers(in);
      case RdbType.SET_INTSET -> readIntset(in);
      default -> readListpack(in);
    };
  }

  private SetValue readMembers(RdbInput in) throws IOException {
    SetValue set = new SetValue(limits);
    int count = in.readCount(1);
    for (int i = 0; i < count; i++) {
      long offset = in.offset();
      in.readString(member);
      if (i == 0) {
        set.announce(member, Math.min(count, Presized.MOST));
      }
      add(set, offset);
    }
    return set;
  }

  private SetValue readIntset(RdbInput in) throws IOException {
    SetValue set = new SetValue(limits);
    long offset = in.offset();
    IntsetReader numbers = new IntsetReader(in.readString(packed), offset);
    for (boolean first = true; numbers.next(member); first = false) {
      if (first) {
        set.announce(member, Math.min(numbers.count(), Presized.MOST));
      }
      add(set, offset);
    }
    return set;
  }

  private SetValue readListpack(RdbInput in) throws IOException {
    SetValue set = SetValue.packed(limits);
    long offset = in.offset();
    ListpackReader members = new ListpackReader(in.readString(packed), offset);
    while (members.next(member)) {
      add(set, offset);
    }
    return set;
  }

  private void add(SetValue set, long offset) throws RdbException {
    if (!set.add(member)) {
      throw new RdbException(offset, "a set that has a member twice");
    }
  }
}
