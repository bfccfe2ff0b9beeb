package io.miniredis.server.value;

/**
 * What deletion does about consumer groups that have not acknowledged the entry; in the words of
 * Redis's commands (XDELEX, since 8.2).
 */
public enum ReferencePolicy {
  /** The entry goes; groups go on to know its id as pending. */
  KEEPREF,

  /** The entry goes, and no group knows its id any more. */
  DELREF,

  /** The entry goes only if every group has read and acknowledged it. */
  ACKED
}
