package io.miniredis.server.value;

import org.jspecify.annotations.Nullable;

/** A walk over a list's elements, one way. It holds until the list changes. */
public final class ListCursor {
  private ListNode node;
  private int position;

  private final boolean forward;

  ListCursor(ListNode node, int position, boolean forward) {
    this.node = node;
    this.position = position;
    this.forward = forward;
  }

  /** Points {@code into} at the next element; false when there is none. */
  public boolean next(Slice into) {
    return forward ? nextForward(into) : nextBackward(into);
  }

  /** Whether the element shown last, of a walk to the right, is the last of its node. */
  public boolean isAtNodeEnd() {
    return position == node.to;
  }

  private boolean nextForward(Slice into) {
    if (position == node.to && !enter(node.next)) {
      return false;
    }
    ListNode n = node;
    int p = position;
    int length = n.bytes[p];
    if (length >= 0) { // a short element, whose length is a byte before and a byte behind it
      into.wrap(n.bytes, p + 1, length);
      position = p + length + 2;
    } else {
      n.at(p, into);
      position = n.next(p);
    }
    return true;
  }

  private boolean nextBackward(Slice into) {
    if (position == node.from && !enter(node.prev)) {
      return false;
    }
    position = node.previous(position);
    node.at(position, into);
    return true;
  }

  private boolean enter(@Nullable ListNode following) {
    if (following == null) {
      return false;
    }
    node = following;
    position = forward ? following.from : following.to;
    return true;
  }
}
