package io.miniredis.server.engine;

import io.miniredis.server.value.Value;
import io.miniredis.server.value.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for one key to have a value of one type, or for something of one kind of that
 * value, in the order in which they came. Guarded by the lock of the key's shard.
 */
final class WaitQueue {
  /** A waiter's place in the queue. */
  static final class Place {
    final Waiter waiter;
    final Followed key;
    final WaitQueue queue;
    @Nullable Place before;
    @Nullable Place behind;

    private Place(Waiter waiter, Followed key, WaitQueue queue) {
      this.waiter = waiter;
      this.key = key;
      this.queue = queue;
    }
  }

  private final ValueType<?> type;
  private final int kind;
  private @Nullable Place first;
  private @Nullable Place last;
  private int size;
  private int losing; // how many are told of such a loss
  private int minding; // how many want to be looked after whatever the key has become

  WaitQueue(ValueType<?> type, int kind) {
    this.type = type;
    this.kind = kind;
  }

  boolean is(ValueType<?> otherType, int otherKind) {
    return type == otherType && kind == otherKind;
  }

  /** Whether a value is one that those who wait here can be served with. */
  boolean canBeServed(@Nullable Value value) {
    return kind != Wait.NOTHING && value != null && value.type() == type && value.serves(kind);
  }

  /** The value is not there any more that those who wait here knew. */
  void lose() {
    for (Place place = losing > 0 ? first : null; place != null; place = place.behind) {
      place.waiter.lost |= place.waiter.toldOfLoss;
    }
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return first == null;
  }

  boolean anyMinds() {
    return minding > 0;
  }

  @Nullable Place first() {
    return first;
  }

  @Nullable Place last() {
    return last;
  }

  /** Gives a waiter the last place; null if it has that already. */
  @Nullable Place enter(Waiter waiter, Followed key) {
    Place end = last;
    if (end != null && end.waiter == waiter) {
      return null;
    }
    Place place = new Place(waiter, key, this);
    place.before = end;
    if (end == null) {
      first = place;
    } else {
      end.behind = place;
    }
    last = place;
    size++;
    losing += waiter.toldOfLoss ? 1 : 0;
    minding += waiter.minds ? 1 : 0;
    return place;
  }

  void leave(Place place) {
    Place before = place.before;
    Place behind = place.behind;
    if (before == null) {
      first = behind;
    } else {
      before.behind = behind;
    }
    if (behind == null) {
      last = before;
    } else {
      behind.before = before;
    }
    size--;
    losing -= place.waiter.toldOfLoss ? 1 : 0;
    minding -= place.waiter.minds ? 1 : 0;
  }
}
