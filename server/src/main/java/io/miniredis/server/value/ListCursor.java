package io.miniredis.server.value;

/** A walk over a list's elements, one way. It holds until the list changes. */
public final class ListCursor {
  ListNode node;
  int position;

  /** The index in its node of the element that the walk began with. */
  final int indexInNode;

  private final boolean forward;

  ListCursor(ListNode node, int position, int indexInNode, boolean forward) {
    this.node = node;
    this.position = position;
    this.indexInNode = indexInNode;
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
