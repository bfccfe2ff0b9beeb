package io.miniredis.server.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A small sorted set: member and score (eight bytes) of each element in turn, in order, in one
 * packed array. Everything is a walk over a few cache lines.
 */
final class PackedSortedSet extends SortedSetForm {
  /** What {@link #put} answers when the element would be one too many, or is too long. */
  static final int FULL = -1;

  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] BLANK_SCORE = new byte[8];

  private final PackedArray pairs;

  PackedSortedSet() {
    this(new PackedArray());
  }

  private PackedSortedSet(PackedArray pairs) {
    this.pairs = pairs;
  }

  @Override
  String encoding() {
    return "listpack";
  }

  @Override
  int size() {
    return pairs.size() >>> 1;
  }

  @Override
  long bytes() {
    return 16 + pairs.heapBytes();
  }

  @Override
  PackedSortedSet copy() {
    return new PackedSortedSet(pairs.copy());
  }

  @Override
  double score(Slice member) {
    int p = find(member);
    return p < 0 ? Double.NaN : scoreAt(p);
  }

  private int find(Slice member) {
    return pairs.find(member.array(), member.offset(), member.length(), 2);
  }

  private double scoreAt(int pair) {
    return (double) DOUBLE.get(pairs.array(), scoreOffset(pair));
  }

  private int scoreOffset(int pair) {
    return pairs.next(pair) + 1;
  }

  private int nextPair(int pair) {
    return pairs.next(pair) + 9;
  }

  private int compare(int pair, Slice member) {
    int at = pairs.dataOffset(pair);
    return Arrays.compareUnsigned(
        pairs.array(),
        at,
        at + pairs.dataLength(pair),
        member.array(),
        member.offset(),
        member.offset() + member.length());
  }

  /** As {@link SortedSetValue#put}; {@link #FULL} if the set would outgrow the given limits. */
  int put(Slice member, double score, int conditions, int maxEntries, int maxLength) {
    int place = -1; // of the first other element behind the new one
    int known = -1;
    int end = pairs.end();
    for (int p = 0; p < end; p = nextPair(p)) {
      if (known < 0
          && member.contentEquals(pairs.array(), pairs.dataOffset(p), pairs.dataLength(p))) {
        known = p;
      } else if (place < 0) {
        double s = scoreAt(p);
        if (s > score || (s == score && compare(p, member) > 0)) {
          place = p;
        }
      }
      if (known >= 0 && place >= 0) {
        break;
      }
    }
    if (place < 0) {
      place = end;
    }
    if (known >= 0) {
      return rescore(known, place, member, score, conditions);
    }
    if ((conditions & SortedSetValue.ONLY_KNOWN) != 0) {
      return SortedSetValue.UNCHANGED;
    }
    if (size() >= maxEntries || member.length() > maxLength) {
      return FULL;
    }
    insert(place, member, score);
    return SortedSetValue.ADDED;
  }

  private int rescore(int known, int place, Slice member, double score, int conditions) {
    if (!SortedSetValue.mayRescore(conditions, scoreAt(known), score)) {
      return SortedSetValue.UNCHANGED;
    }
    int next = nextPair(known);
    if (place == next) {
      write(next - 8, score);
    } else {
      pairs.remove(known, 2);
      insert(place < known ? place : place - (next - known), member, score);
    }
    return SortedSetValue.UPDATED;
  }

  /** Adds an element that is greater than all others. */
  void append(Slice member, double score) {
    insert(pairs.end(), member, score);
  }

  private void insert(int at, Slice member, double score) {
    pairs.insert(at, member.array(), member.offset(), member.length());
    pairs.insert(pairs.next(at), BLANK_SCORE, 0, 8);
    write(scoreOffset(at), score);
  }

  /** Writes a score; minus zero becomes zero, as it does in Redis's packed form alone. */
  private void write(int at, double score) {
    DOUBLE.set(pairs.array(), at, score + 0.0);
  }

  @Override
  int rank(Slice member) {
    int rank = 0;
    int end = pairs.end();
    for (int p = 0; p < end; p = nextPair(p)) {
      if (member.contentEquals(pairs.array(), pairs.dataOffset(p), pairs.dataLength(p))) {
        return rank;
      }
      rank++;
    }
    return -1;
  }

  @Override
  boolean remove(Slice member) {
    int p = find(member);
    if (p < 0) {
      return false;
    }
    pairs.remove(p, 2);
    return true;
  }

  @Override
  void removeRange(int from, int to) {
    pairs.remove(pairs.positionOf(2 * from), 2 * (to - from));
  }

  @Override
  int below(double score, boolean orEqual) {
    int rank = 0;
    int end = pairs.end();
    for (int p = 0; p < end; p = nextPair(p)) {
      double s = scoreAt(p);
      if (s > score || (s == score && !orEqual)) {
        break;
      }
      rank++;
    }
    return rank;
  }

  @Override
  int lexFirst(LexBound min) {
    return switch (min.kind()) {
      case FIRST -> 0;
      case LAST -> size();
      case MEMBER -> lexWalk(0, min.member(), min.exclusive());
    };
  }

  @Override
  int lexEnd(int first, LexBound max) {
    return switch (max.kind()) {
      case FIRST -> first;
      case LAST -> size();
      case MEMBER -> lexWalk(first, max.member(), !max.exclusive());
    };
  }

  /**
   * The first rank from {@code rank} on whose member is greater, or equal unless {@code orEqual}.
   */
  private int lexWalk(int from, Slice member, boolean orEqual) {
    int rank = from;
    int end = pairs.end();
    for (int p = pairs.positionOf(2 * from); p < end; p = nextPair(p)) {
      int c = compare(p, member);
      if (c > 0 || (c == 0 && !orEqual)) {
        break;
      }
      rank++;
    }
    return rank;
  }

  @Override
  SortedSetCursor range(int from, int to, boolean reverse) {
    return new PackedCursor(pairs, from, to, reverse);
  }

  @Override
  long scan(long cursor, SortedSetValue.Visitor visitor) {
    SortedSetCursor c = range(0, size(), false);
    while (c.next()) {
      visitor.visit(c.member(), c.score());
    }
    return 0;
  }

  private static final class PackedCursor extends SortedSetCursor {
    private final PackedArray pairs;
    private int position;
    private int rank;
    private int @Nullable [] positions; // of all pairs: elements have no way back

    PackedCursor(PackedArray pairs, int from, int to, boolean reverse) {
      super(from, to, reverse);
      this.pairs = pairs;
      positions = null;
      rank = -1;
    }

    @Override
    void seek(int to) {
      if (rank < 0 && !reverse) {
        position = pairs.positionOf(2 * to);
      } else {
        position = positions()[to];
      }
      rank = to;
    }

    @Override
    void step() {
      position = reverse ? positions()[--rank] : pairs.next(position) + 9;
    }

    private int[] positions() {
      int[] all = positions;
      if (all == null) {
        all = new int[pairs.size() >>> 1];
        int p = 0;
        for (int i = 0; i < all.length; i++) {
          all[i] = p;
          p = pairs.next(p) + 9;
        }
        positions = all;
      }
      return all;
    }

    @Override
    public double score() {
      return (double) DOUBLE.get(pairs.array(), pairs.next(position) + 1);
    }

    @Override
    void read(Slice into) {
      pairs.at(position, into);
    }
  }
}
