package io.miniredis.server.persistence.rdb;

import io.miniredis.server.value.Slice;
import io.miniredis.server.value.SortedSetBuilder;
import io.miniredis.server.value.SortedSetValue;
import io.miniredis.server.value.ValueLimits;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads sorted sets: members with their scores as text or in binary, or packed. They may come in
 * any order.
 */
final class SortedSetDecoder {
  private static final int NOT_A_NUMBER = 253;
  private static final int INFINITY = 254;
  private static final int MINUS_INFINITY = 255;

  private final ValueLimits limits;
  private final Slice packed = new Slice();
  private final Slice member = new Slice();
  private final Slice score = new Slice();
  private byte[] held = new byte[64];

  SortedSetDecoder(ValueLimits limits) {
    this.limits = limits;
  }

  SortedSetValue read(int type, RdbInput in) throws IOException {
    long offset = in.offset();
    return switch (type) {
      case RdbType.ZSET_TEXT, RdbType.ZSET -> readMembers(type, in);
      case RdbType.ZSET_ZIPLIST ->
          readPacked(new ZiplistReader(in.readString(packed), offset), offset);
      default -> readPacked(new ListpackReader(in.readString(packed), offset), offset);
    };
  }

  private SortedSetValue readMembers(int type, RdbInput in) throws IOException {
    int count = in.readCount(2);
    Target target = new Target(count);
    for (int i = 0; i < count; i++) {
      long offset = in.offset();
      hold(in.readString(member));
      double s = type == RdbType.ZSET ? Double.longBitsToDouble(in.readLongLe()) : readText(in);
      if (Double.isNaN(s)) {
        throw new RdbException(offset, "a sorted set with a score that is no number");
      }
      target.add(s, offset);
    }
    return target.set();
  }

  /** Keeps the member while its score is read. */
  private void hold(Slice s) {
    if (s.length() > held.length) {
      held = new byte[s.length()];
    }
    s.copyTo(held, 0);
    member.wrap(held, 0, s.length());
  }

  private double readText(RdbInput in) throws IOException {
    int length = in.readByte();
    return switch (length) {
      case NOT_A_NUMBER -> Double.NaN;
      case INFINITY -> Double.POSITIVE_INFINITY;
      case MINUS_INFINITY -> Double.NEGATIVE_INFINITY;
      default -> in.readBytes(length, score).isDouble() ? score.asDouble() : Double.NaN;
    };
  }

  private SortedSetValue readPacked(PackedReader elements, long offset) throws RdbException {
    Target target = new Target(0);
    while (elements.next(member)) {
      if (!elements.need(score).isDouble()) {
        throw elements.corrupt("has a score that is no number");
      }
      target.add(score.asDouble(), offset);
    }
    return target.set();
  }

  /** A set that takes elements one by one while they are few, and sorts them once they are many. */
  private final class Target {
    private final SortedSetValue few = new SortedSetValue(limits);
    private final @Nullable SortedSetBuilder many;

    Target(int count) {
      many =
          count > limits.zsetMaxListpackEntries
              ? new SortedSetBuilder(Math.min(count, Presized.MOST))
              : null;
    }

    void add(double s, long offset) throws RdbException {
      boolean added;
      if (many != null) {
        added = many.addNew(member, s);
      } else {
        added = few.put(member, s, 0) == SortedSetValue.ADDED;
      }
      if (!added) {
        throw new RdbException(offset, "a sorted set that has a member twice");
      }
    }

    SortedSetValue set() {
      return many != null ? many.build(limits) : few;
    }
  }
}
