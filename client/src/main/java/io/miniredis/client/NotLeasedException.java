package io.miniredis.client;

import java.util.List;

/**
 * A job is not, or not any more, in the hands of the caller: its lease ran out and it was or will
 * be given to another, it is done already, or there is none of this id. Nothing was changed.
 */
public final class NotLeasedException extends QueueException {
  private static final long serialVersionUID = 1;

  private final List<String> ids;

  public NotLeasedException(String message, List<String> ids) {
    super(message);
    this.ids = List.copyOf(ids);
  }

  /** The ids that are not leased, of those that were named; empty if the server told none. */
  public List<String> ids() {
    return ids;
  }
}
