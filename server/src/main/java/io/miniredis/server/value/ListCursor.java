package io.miniredis.server.value;

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

  private boolean nextForward(Slice into) {
    if (position == node.to) {
      ListNode following = node.next;
      if (following == null) {
        return false;
      }
      node = following;
      position = following.from;
    }
    node.at(position, into);
    position = node.next(position);
    return true;
  }

  private boolean nextBackward(Slice into) {
    if (position == node.from) {
      ListNode following = node.prev;
      if (following == null) {
        return false;
      }
      node = following;
      position = following.to;
    }
    position = node.previous(position);
    node.at(position, into);
    return true;
  }
}
