package io.miniredis.server.value;

import org.jspecify.annotations.Nullable;

/** A walk over a list's elements, one way. It holds until the list changes. */
public final class ListCursor {
  private final boolean forward;
  private ListNode node;

  // what the walk reads of the node
  private byte[] bytes;
  private int end; // of the walk in this node
  private int position;

  ListCursor(ListNode node, int position, boolean forward) {
    this.forward = forward;
    this.node = node;
    this.position = position;
    bytes = node.bytes;
    end = forward ? node.to : node.from;
  }

  /** Points {@code into} at the next element; false when there is none. */
  public boolean next(Slice into) {
    if (position == end && !enter(forward ? node.next : node.prev)) {
      return false;
    }
    byte[] b = bytes;
    int p = position;
    if (forward) {
      int length = b[p];
      if (length < 0) {
        return nextLong(into);
      }
      into.wrap(b, p + 1, length);
      position = p + length + 2;
    } else {
      p = node.previous(p);
      node.at(p, into);
      position = p;
    }
    return true;
  }

  private boolean nextLong(Slice into) {
    node.at(position, into);
    position = node.next(position);
    return true;
  }

  private boolean enter(@Nullable ListNode following) {
    if (following == null) {
      return false;
    }
    node = following;
    bytes = following.bytes;
    end = forward ? following.to : following.from;
    position = forward ? following.from : following.to;
    return true;
  }
}
